package dev.cordee.sandbox.azure;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/**
 * A long-running operation. What has become of it follows from the time alone.
 *
 * @param app the name of its app
 * @param usual how long it takes unless its fate says otherwise
 */
record Operation(String id, Kind kind, String app, Instant start, Duration usual, Fate fate) {
  /** Azure's own deadline: x-ms-async-operation-timeout. */
  static final Duration DEADLINE = Duration.ofMinutes(15);

  Status at(Instant now) {
    return switch (fate.outcome()) {
      case SUCCEED, SILENT ->
          now.isBefore(start.plus(length())) ? Status.IN_PROGRESS : Status.SUCCEEDED;
      case FAIL -> now.isBefore(start.plus(length())) ? Status.IN_PROGRESS : Status.FAILED;
      case EXPIRE -> now.isBefore(start.plus(DEADLINE)) ? Status.IN_PROGRESS : Status.FAILED;
      case STICK -> Status.IN_PROGRESS;
    };
  }

  Instant end() {
    return start.plus(length());
  }

  String errorCode() {
    return Objects.requireNonNullElse(fate.code(), "ContainerAppOperationError");
  }

  String errorMessage() {
    String reason =
        fate.outcome() == Fate.Outcome.EXPIRE ? "Operation expired." : "Container crashing: app";
    return Objects.requireNonNullElse(
        fate.message(),
        "Failed to provision revision for container app '%s'. Error details: %s"
            .formatted(app, reason));
  }

  private Duration length() {
    return fate.ms() == null ? usual : Duration.ofMillis(fate.ms());
  }

  /** What is done. */
  enum Kind {
    CREATE,
    UPDATE,
    DELETE;

    @JsonValue
    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How far it is. */
  enum Status {
    IN_PROGRESS("InProgress"),
    SUCCEEDED("Succeeded"),
    FAILED("Failed");

    private final String wire;

    Status(String wire) {
      this.wire = wire;
    }

    @JsonValue
    String wire() {
      return wire;
    }
  }
}
