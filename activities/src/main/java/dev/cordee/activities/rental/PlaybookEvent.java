package dev.cordee.activities.rental;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/**
 * What Ansible tells while a playbook runs on its one node, by the plugin {@code cordee_events}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PlaybookEvent.TaskStarted.class, name = "task"),
  @JsonSubTypes.Type(value = PlaybookEvent.Ok.class, name = "ok"),
  @JsonSubTypes.Type(value = PlaybookEvent.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = PlaybookEvent.Unreachable.class, name = "unreachable"),
  @JsonSubTypes.Type(value = PlaybookEvent.Retried.class, name = "retry"),
  @JsonSubTypes.Type(value = PlaybookEvent.Ended.class, name = "end"),
})
sealed interface PlaybookEvent {
  JsonMapper JSON = new JsonMapper();

  record TaskStarted(String task) implements PlaybookEvent {}

  /** The node did what a task asks, or had not to. */
  record Ok() implements PlaybookEvent {}

  /**
   * The node did not.
   *
   * @param reason the kind of refusal, where the playbook's module gives one; empty otherwise
   * @param message for a person, neither shortened nor redacted yet
   */
  record Failed(String reason, String message) implements PlaybookEvent {}

  /**
   * The node did not answer.
   *
   * @param message how ssh puts it
   */
  record Unreachable(String message) implements PlaybookEvent {}

  /** A task is tried again. */
  record Retried() implements PlaybookEvent {}

  /**
   * The last one: how many tasks changed something, failed for good, and did not get through.
   *
   * @param hosts 0 when the playbook had nothing to do with our node
   */
  record Ended(int hosts, int changed, int failures, int unreachable) implements PlaybookEvent {}

  /** What a line of output says; empty when it is something else. */
  static Optional<PlaybookEvent> parse(String line) {
    if (!line.startsWith("{")) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(line, PlaybookEvent.class));
    } catch (JsonProcessingException somethingElse) {
      return Optional.empty();
    }
  }
}
