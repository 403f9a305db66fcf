package dev.cordee.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.system.Stack.Part;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Many who want a node at once. {@code -Dcordee.race.nodes=50 -Dcordee.race.rents=200} for more of
 * them.
 */
class RentRaceIT {
  private static final int NODES = Integer.getInteger("cordee.race.nodes", 8);
  private static final int RENTS = Integer.getInteger("cordee.race.rents", 32);

  private static Stack stack;
  private static HttpClient http;
  private static RentDesk desk;

  @BeforeAll
  static void startStack() throws Exception {
    stack = Stack.upWithNodes(NODES, Map.of());
    http = HttpClient.newHttpClient();
    desk = new RentDesk(stack, http);
    desk.awaitAllFree(NODES);
  }

  @AfterAll
  static void stopStack() {
    http.close();
    stack.close();
  }

  @AfterEach
  void allAsItWas() {
    desk.releaseAll();
    desk.awaitAllFree(NODES);
  }

  @Test
  void asManyGetANodeAsThereAreAndNoNodeIsGivenTwice() throws Exception {
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var codes =
          codes(clients.invokeAll(IntStream.range(0, RENTS).mapToObj(_ -> rent()).toList()));

      assertThat(codes).filteredOn(code -> code == 201).hasSize(NODES);
      assertThat(codes).filteredOn(code -> code == 503).hasSize(RENTS - NODES);
    }
    assertEachNodeHasOneTenant();
  }

  @Test
  void neitherWhenWorkersAreKilledMeanwhile() throws Exception {
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = IntStream.range(0, RENTS).mapToObj(_ -> clients.submit(rent())).toList();
      for (var round = 0; round < 2; round++) {
        Awaitility.await("the work has begun").until(() -> desk.fleet().get("rented").asInt() > 0);
        stack.kill(Part.WORKER);
        stack.start(Part.WORKER);
      }
      assertThat(codes(answers)).isSubsetOf(201, 202, 503);
    }
    Awaitility.await("every rental has a node or has none to hope for")
        .atMost(Duration.ofMinutes(3))
        .untilAsserted(
            () ->
                assertThat(running())
                    .hasSize(NODES)
                    .allSatisfy(
                        rental -> assertThat(rental.get("status").asString()).isEqualTo("ACTIVE")));
    assertEachNodeHasOneTenant();
  }

  private static Callable<HttpResponse<String>> rent() {
    return () -> desk.rent("{}");
  }

  private static List<Integer> codes(List<Future<HttpResponse<String>>> answers) throws Exception {
    var codes = new ArrayList<Integer>();
    for (var answer : answers) {
      codes.add(answer.get().statusCode());
    }
    return codes;
  }

  private static List<JsonNode> running() {
    return desk.get("/api/rentals?limit=500")
        .path("rentals")
        .valueStream()
        .filter(rental -> !List.of("FAILED", "RELEASED").contains(text(rental, "status")))
        .toList();
  }

  /** By the tables, and by the nodes themselves. */
  private static void assertEachNodeHasOneTenant() throws Exception {
    assertThat(desk.nodes().stream().map(node -> text(node, "rental"))).doesNotHaveDuplicates();
    for (var node : desk.nodes()) {
      var rental = desk.rental(text(node, "rental"));
      assertThat(stack.accountsOn(node.get("port").asInt()))
          .containsExactly(text(rental, "username"));
    }
  }

  private static String text(JsonNode object, String field) {
    return object.get(field).asString();
  }
}
