package dev.cordee.workflows.saga;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** Identity of one saga: its workflow id, the prefix of its idempotency keys, its journal's key. */
public record SagaId(UUID value) {

  /**
   * The id a client's Idempotency-Key stands for: the same key always names the same saga, so a
   * repeat finds the first one whatever process it reaches.
   */
  public static SagaId ofKey(String sagaType, String idempotencyKey) {
    var name = sagaType + ":" + idempotencyKey;
    return new SagaId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }

  /** Reads a UUID in its canonical form; empty for anything else. */
  public static Optional<SagaId> parse(String text) {
    try {
      var uuid = UUID.fromString(text);
      // UUID.fromString accepts short groups ("1-1-1-1-1"); those are not ids we gave out
      return uuid.toString().equalsIgnoreCase(text)
          ? Optional.of(new SagaId(uuid))
          : Optional.empty();
    } catch (IllegalArgumentException notAUuid) {
      return Optional.empty();
    }
  }

  @JsonCreator
  static SagaId of(String text) {
    return new SagaId(UUID.fromString(text));
  }

  @Override
  @JsonValue
  public String toString() {
    return value.toString();
  }
}
