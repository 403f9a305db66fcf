package dev.cordee.web.practice;

import dev.cordee.web.http.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The control port of the sandbox, on this machine: answers at once, or not at all. */
final class SandboxControl implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofMillis(500);
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final int FIRST_REFUSAL = 300;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  private final URI address;
  private final JsonMapper json;

  SandboxControl(URI address, JsonMapper json) {
    this.address = address;
    this.json = json;
  }

  JsonNode get(String path) {
    return send(request(path).GET());
  }

  void post(String path, String body) {
    send(request(path).POST(BodyPublishers.ofString(body)));
  }

  void put(String path, String body) {
    send(request(path).PUT(BodyPublishers.ofString(body)));
  }

  void delete(String path) {
    send(request(path).DELETE());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path))
        .timeout(ANSWER)
        .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
  }

  private JsonNode send(HttpRequest.Builder request) {
    try {
      var answer = http.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() >= FIRST_REFUSAL) {
        throw ProblemException.of(
            HttpStatus.BAD_GATEWAY, "sandbox-refused", "the sandbox says: " + answer.body());
      }
      return json.readTree(answer.body());
    } catch (IOException e) {
      throw silent();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw silent();
    }
  }

  private ProblemException silent() {
    return ProblemException.of(
        HttpStatus.SERVICE_UNAVAILABLE,
        "sandbox-silent",
        "the sandbox does not answer at " + address + ": ./cordee start sandbox");
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
