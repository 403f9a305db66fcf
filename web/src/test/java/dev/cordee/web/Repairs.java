package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A person at the repairs API. */
final class Repairs {
  private static final String BODY = "{\"reason\": \"the service is back\", \"who\": \"marie\"}";

  private final Api api;

  Repairs(Api api) {
    this.api = api;
  }

  Answer list() {
    return api.get(Api.REPAIRS).expect(200);
  }

  Answer find(UUID saga) {
    return api.get(Api.REPAIRS + "/" + saga);
  }

  /** Decides, as marie, because the service is back. */
  Answer decide(UUID saga, String action, String... headers) {
    return decideBy(saga, action, BODY, headers);
  }

  Answer decideBy(UUID saga, String action, String body, String... headers) {
    return api.post(Api.REPAIRS + "/" + saga + "/" + action, body, headers);
  }

  /** Leaves nothing to repair behind. */
  void settleAll() {
    for (var repair : list().json().path("repairs")) {
      var saga = UUID.fromString(repair.path("saga_id").asString());
      for (var item : repair.path("open")) {
        var body =
            "{\"reason\": \"end of the test\", \"step\": \"%s\"%s}"
                .formatted(
                    item.path("step").asString(),
                    item.path("need").asString().equals("PIVOT")
                        ? ", \"outcome\": \"not_done\""
                        : "");
        decideBy(saga, "resolve", body).expect(200);
      }
    }
    assertThat(list().json().path("count").asInt()).isZero();
  }

  /** The open steps, as {@code step NEED action,action}. */
  static List<String> open(JsonNode open) {
    return StreamSupport.stream(open.spliterator(), false)
        .map(
            item ->
                item.path("step").asString()
                    + " "
                    + item.path("need").asString()
                    + " "
                    + String.join(",", texts(item.path("actions"))))
        .toList();
  }

  static List<String> open(Answer answer) {
    return open(answer.json().path("open"));
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asString).toList();
  }

  /** The audit, as {@code action steps outcome by who: reason}. */
  static List<String> audit(Answer answer) {
    return StreamSupport.stream(answer.json().path("decisions").spliterator(), false)
        .map(
            decision ->
                String.join(
                    " ",
                    decision.path("action").asString(),
                    String.join(",", texts(decision.path("steps"))),
                    decision.path("outcome").asString("-"),
                    "by",
                    decision.path("who").asString() + ":",
                    decision.path("reason").asString()))
        .toList();
  }
}
