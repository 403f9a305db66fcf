package dev.cordee.web.practice;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** This very API, as its clients call it. */
final class OwnApi implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(20);
  private static final int FIRST_REFUSAL = 300;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Supplier<URI> address;
  private final JsonMapper json;

  /**
   * A client of it.
   *
   * @param address known only once it listens
   */
  OwnApi(Supplier<URI> address, JsonMapper json) {
    this.address = address;
    this.json = json;
  }

  /**
   * Asks for something, and does not wait until it is done.
   *
   * @return why it was refused; empty when it was not
   */
  Optional<String> post(String path, String body, Optional<String> permission)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(address.get().resolve(path))
            .timeout(ANSWER)
            .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
            .header("Prefer", "respond-async")
            .POST(BodyPublishers.ofString(body));
    permission.ifPresent(shown -> request.header(HttpHeaders.AUTHORIZATION, shown));
    var answer = http.send(request.build(), BodyHandlers.ofString());
    return answer.statusCode() < FIRST_REFUSAL
        ? Optional.empty()
        : Optional.of(json.readTree(answer.body()).path("detail").asString(answer.body()));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
