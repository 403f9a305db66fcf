package dev.cordee.web;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a stream of events as a browser does. */
final class EventStream implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  record Event(String name, String id, JsonNode data) {}

  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpResponse<Stream<String>> response;
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final Thread reader;
  private String name = "";
  private String id = "";

  private EventStream(URI address, String... headers) {
    var request = HttpRequest.newBuilder(address).header("Accept", "text/event-stream");
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      response = http.send(request.GET().build(), BodyHandlers.ofLines());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    reader = Thread.ofVirtual().start(this::read);
  }

  static EventStream open(URI address) {
    return new EventStream(address);
  }

  static EventStream reopen(URI address, String lastEvent) {
    return new EventStream(address, "Last-Event-ID", lastEvent);
  }

  static EventStream openAs(String key, URI address) {
    return new EventStream(address, "Authorization", "Bearer " + key);
  }

  private void read() {
    try {
      response.body().forEach(this::line);
    } catch (UncheckedIOException closed) {
      // by the test
    }
  }

  private void line(String line) {
    var colon = line.indexOf(':');
    var value = line.substring(colon + 1).strip();
    switch (colon < 0 ? line : line.substring(0, colon)) {
      case "event" -> name = value;
      case "id" -> id = value;
      case "data" -> events.add(new Event(name, id, JSON.readTree(value)));
      default -> {
        // the end of an event, a comment, or when to come back
      }
    }
  }

  int status() {
    return response.statusCode();
  }

  /** The first event of this name, once it has come. */
  Event awaited(String wanted) {
    await("the event " + wanted).until(() -> names().contains(wanted));
    return events.stream().filter(event -> event.name().equals(wanted)).findFirst().orElseThrow();
  }

  List<String> names() {
    return events.stream().map(Event::name).toList();
  }

  Event last() {
    return events.getLast();
  }

  void awaitEnd() {
    await("the stream's end").until(() -> !reader.isAlive());
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
