package dev.cordee.sandbox.azure;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.cordee.sandbox.http.Fields;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How long-running operations that are yet to begin will end.
 *
 * @param operation which it is for
 * @param namePrefix of the apps it is for; nothing for all
 * @param ms how long the operation takes; nothing for the usual time
 * @param times how many operations it is for
 */
record Fate(
    Operation.Kind operation,
    @Nullable String namePrefix,
    Outcome outcome,
    @Nullable Long ms,
    @Nullable String code,
    @Nullable String message,
    long times) {
  private static final long LONGEST_MS = 3_600_000;
  private static final Set<String> KNOWN =
      Set.of("operation", "name_prefix", "outcome", "ms", "code", "message", "times");

  /** What no order changes. */
  static Fate usual(Operation.Kind kind) {
    return new Fate(kind, null, Outcome.SUCCEED, null, null, null, 1);
  }

  static Fate read(JsonNode order) {
    Fields fields = Fields.of(order);
    fields.only(KNOWN);
    return new Fate(
        fields.word("operation", List.of(Operation.Kind.values()), Operation.Kind::wire),
        fields.has("name_prefix") ? fields.text("name_prefix") : null,
        fields.word("outcome", List.of(Outcome.values()), Outcome::wire),
        fields.has("ms") ? fields.integer("ms", 0, LONGEST_MS) : null,
        fields.has("code") ? fields.text("code") : null,
        fields.has("message") ? fields.text("message") : null,
        fields.has("times") ? fields.positive("times") : 1);
  }

  boolean concerns(Operation.Kind kind, String name) {
    return operation == kind && (namePrefix == null || name.startsWith(namePrefix));
  }

  Fate once() {
    return new Fate(operation, namePrefix, outcome, ms, code, message, times - 1);
  }

  /** The ways an operation can end. */
  enum Outcome {
    SUCCEED,
    /** Fails, with the code and message ordered. */
    FAIL,
    /** Fails after a quarter of an hour, as Azure's own deadline makes it. */
    EXPIRE,
    /** Never ends. */
    STICK,
    /** Succeeds, yet no engine answers: the environment had no cores left. */
    SILENT;

    @JsonValue
    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
