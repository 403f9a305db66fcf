package dev.cordee.system;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The person on call, who looks at the services and tells each saga the truth. */
final class OnCall {
  private final OrderDesk desk;
  private final StoreManager store;

  OnCall(OrderDesk desk, StoreManager store) {
    this.desk = desk;
    this.store = store;
  }

  /** Settles every step of a saga that waits. */
  void repair(JsonNode waiting, int pieces) {
    var saga = waiting.get("saga_id").asString();
    waiting.get("open").forEach(item -> settle(saga, item, pieces));
  }

  private void settle(String saga, JsonNode item, int pieces) {
    var step = item.get("step").asString();
    switch (step + " " + item.get("need").asString()) {
      case "create-order OUTCOME" -> {
        store.orderOf(pieces).ifPresent(store::delete);
        desk.repair(saga, "resolve", step, "no such order is left", "not_done");
      }
      case "create-order UNDO" -> {
        store.orderOf(pieces).ifPresent(store::delete);
        desk.repair(saga, "resolve", step, "deleted by hand", "");
      }
      case "decrease-stock OUTCOME" ->
          desk.repair(saga, "resolve", step, "the log tells", found(store.isApplied("-", pieces)));
      case "decrease-stock UNDO" -> {
        var action = store.isApplied("+", pieces) ? "resolve" : "retry";
        desk.repair(saga, action, step, "the log tells", "");
      }
      case "create-payment PIVOT" -> {
        var paid = store.orderOf(pieces).map(store::isPaid).orElse(false);
        desk.repair(saga, "resolve", step, "Payments tells", found(paid));
      }
      default -> throw new AssertionError("nobody told me what to do about " + item);
    }
  }

  private static String found(boolean done) {
    return Map.of(true, "done", false, "not_done").get(done);
  }
}
