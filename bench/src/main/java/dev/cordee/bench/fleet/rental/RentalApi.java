package dev.cordee.bench.fleet.rental;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rents nodes and looks at them over HTTP. */
final class RentalApi implements AutoCloseable {
  private static final Duration CALL = Duration.ofMinutes(3);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final URI api;
  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = new JsonMapper();

  RentalApi(URI api) {
    this.api = api;
  }

  /** Where a tenant logs in. */
  record Place(long node, String host, int port, String username, String knownHosts) {}

  /**
   * A rental.
   *
   * @param place while it is active
   * @param epoch 1 on its first node, one more on each other
   */
  record Rental(String id, String status, int epoch, Optional<Place> place) {}

  /**
   * A node.
   *
   * @param name the launcher's, which gives it as the failure domain
   * @param free alive, nobody's, and clean
   */
  record Node(long id, String name, int port, boolean free) {}

  /** Rents, and waits until the node is the tenant's. */
  Rental rent(String publicKey) throws IOException, InterruptedException {
    var body = json.writeValueAsString(Map.of("client_id", "bench", "public_key", publicKey));
    var rental = rental(call("POST", "/api/rent", body));
    return rental.place().isPresent() ? rental : await(rental.id(), "ACTIVE");
  }

  Rental rental(String id) throws IOException, InterruptedException {
    return rental(call("GET", "/api/rentals/" + id, ""));
  }

  private Rental await(String id, String status) throws IOException, InterruptedException {
    var end = System.nanoTime() + PATIENCE.toNanos();
    var rental = rental(id);
    while (!rental.status().equals(status)) {
      if (System.nanoTime() > end) {
        throw new IOException("rental %s is %s and not %s".formatted(id, rental.status(), status));
      }
      Thread.sleep(100);
      rental = rental(id);
    }
    return rental;
  }

  void release(String id) throws IOException, InterruptedException {
    call("DELETE", "/api/rentals/" + id, "");
  }

  List<Node> nodes() throws IOException, InterruptedException {
    var nodes = new ArrayList<Node>();
    call("GET", "/api/nodes", "").path("nodes").forEach(node -> nodes.add(node(node)));
    return nodes;
  }

  /** Waits until so many nodes could be rented. */
  void awaitFree(int count) throws IOException, InterruptedException {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (nodes().stream().filter(Node::free).count() < count) {
      if (System.nanoTime() > end) {
        throw new IOException("there are no %d free nodes: %s".formatted(count, nodes()));
      }
      Thread.sleep(200);
    }
  }

  private static Node node(JsonNode node) {
    return new Node(
        node.path("node_id").asLong(),
        node.path("failure_domain").asText(),
        node.path("port").asInt(),
        node.path("status").asText().equals("ALIVE")
            && !node.path("allocated").asBoolean()
            && node.path("holds").isEmpty());
  }

  private static Rental rental(JsonNode rental) {
    return new Rental(
        rental.path("rental_id").asText(),
        rental.path("status").asText(),
        rental.path("epoch").asInt(1),
        rental.hasNonNull("node_id") ? Optional.of(place(rental)) : Optional.empty());
  }

  private static Place place(JsonNode rental) {
    return new Place(
        rental.path("node_id").asLong(),
        rental.path("host").asText(),
        rental.path("port").asInt(),
        rental.path("username").asText(),
        rental.path("known_hosts").asText());
  }

  private JsonNode call(String method, String path, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(api + path))
            .header("Content-Type", "application/json")
            .timeout(CALL)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    var answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(
          "%s %s answered %d: %s".formatted(method, path, answer.statusCode(), answer.body()));
    }
    return json.readTree(answer.body());
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
