package dev.cordee.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The sandbox's Store Manager and Payments, as a person looks at them who has access to both. */
final class StoreManager {

  /** How many pieces an order of a test asks for tells it from every other. */
  static final int PRODUCT = 2;

  private final Stack stack;
  private final HttpClient http;
  private final SandboxControl control;

  StoreManager(Stack stack, HttpClient http) {
    this.stack = stack;
    this.http = http;
    this.control = new SandboxControl(stack, http);
  }

  SandboxControl control() {
    return control;
  }

  void stock(int pieces) {
    control.put(
        "/orders/stock",
        "{\"items\": [{\"product_id\": %d, \"quantity\": %d}]}".formatted(PRODUCT, pieces));
  }

  /** The order of so many pieces, if there is one. */
  Optional<Long> orderOf(int pieces) {
    return list("/orders/books", "orders")
        .filter(order -> order.get("items").get(0).get("quantity").asInt() == pieces)
        .map(order -> order.get("order_id").asLong())
        .findFirst();
  }

  boolean isPaid(long order) {
    return list("/orders/books", "payments")
        .anyMatch(payment -> payment.get("order_id").asLong() == order);
  }

  /** As a person deletes an order by hand. */
  void delete(long order) {
    try {
      var address = stack.sandboxService(6, "/orders/" + order);
      var answer =
          http.send(HttpRequest.newBuilder(address).DELETE().build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("the Store Manager does not answer", e);
    }
  }

  /** Pieces that the calls of one order took, or put back, for good. */
  boolean isApplied(String operation, int pieces) {
    return calls("store-manager", "PUT", "/stocks").stream()
        .filter(call -> call.get("operation").asString().equals(operation))
        .filter(call -> call.get("body").asString().contains("\"quantity\":" + pieces + "}"))
        .anyMatch(call -> call.get("applied").asBoolean());
  }

  List<JsonNode> calls(String service, String method, String path) {
    return control
        .get("/orders/calls?service=%s&method=%s&path_prefix=%s".formatted(service, method, path))
        .valueStream()
        .toList();
  }

  void assertConserved() {
    var report = control.get("/orders/verification");
    assertThat(report.get("conserved").asBoolean()).as("books: %s", report).isTrue();
  }

  private java.util.stream.Stream<JsonNode> list(String path, String field) {
    return control.get(path).get(field).valueStream();
  }
}
