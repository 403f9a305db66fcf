package dev.cordee.bench.fleet.rental;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.cordee.bench.fleet.rental.RentalApi.Node;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that says what the contract says. */
class RentalApiTest {
  private static final String ACTIVE =
      """
      {"rental_id": "r1", "status": "ACTIVE", "epoch": 2, "node_id": 7, "host": "127.0.0.1",
       "port": 22221, "username": "t-1", "known_hosts": "[127.0.0.1]:22221 ssh-ed25519 AAAA"}
      """;

  private HttpServer server;
  private RentalApi api;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.start();
    api = new RentalApi(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    api.close();
    server.stop(0);
  }

  private void answer(String path, int status, String body) {
    server.createContext(
        path,
        exchange -> {
          var bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  @Test
  void a_rental_that_is_not_active_yet_is_waited_for() throws Exception {
    answer("/api/rent", 202, "{\"rental_id\": \"r1\", \"status\": \"PROVISIONING\"}");
    answer("/api/rentals/r1", 200, ACTIVE);

    var rental = api.rent("ssh-ed25519 AAAA");

    assertThat(rental.epoch()).isEqualTo(2);
    assertThat(rental.place().orElseThrow().node()).isEqualTo(7);
    assertThat(rental.place().orElseThrow().username()).isEqualTo("t-1");
  }

  @Test
  void a_node_is_free_when_it_is_alive_and_clean_and_nobodys() throws Exception {
    answer(
        "/api/nodes",
        200,
        """
        {"nodes": [
          {"node_id": 1, "port": 1, "failure_domain": "a", "status": "ALIVE", "allocated": false, "holds": []},
          {"node_id": 2, "port": 2, "failure_domain": "b", "status": "ALIVE", "allocated": true, "holds": []},
          {"node_id": 3, "port": 3, "failure_domain": "c", "status": "ALIVE", "allocated": false, "holds": ["r"]},
          {"node_id": 4, "port": 4, "failure_domain": "d", "status": "DEAD", "allocated": false, "holds": []}]}
        """);

    assertThat(api.nodes()).filteredOn(Node::free).containsExactly(new Node(1, "a", 1, true));
  }

  @Test
  void a_refusal_is_told_in_the_servers_words() {
    answer("/api/rent", 503, "no node is free");

    assertThatThrownBy(() -> api.rent("ssh-ed25519 AAAA"))
        .hasMessage("POST /api/rent answered 503: no node is free");
  }
}
