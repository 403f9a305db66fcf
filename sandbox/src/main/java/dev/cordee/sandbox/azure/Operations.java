package dev.cordee.sandbox.azure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The operations that can still be asked for. */
final class Operations {
  private final Clock clock;
  private final Fates fates;
  private final Map<String, Operation> known = new HashMap<>();

  Operations(Clock clock, Fates fates, Collection<Operation> kept) {
    this.clock = clock;
    this.fates = fates;
    kept.forEach(operation -> known.put(operation.id(), operation));
  }

  synchronized Operation begin(Operation.Kind kind, String app, long usualMs) {
    var operation =
        new Operation(
            UUID.randomUUID().toString(),
            kind,
            app,
            clock.instant(),
            Duration.ofMillis(usualMs),
            fates.next(kind, app));
    known.put(operation.id(), operation);
    return operation;
  }

  synchronized Optional<Operation> find(String id) {
    return Optional.ofNullable(known.get(id));
  }

  /** Those in progress, and those whose URLs may still be in use. */
  synchronized List<Operation> recent() {
    Instant now = clock.instant();
    known
        .values()
        .removeIf(
            operation ->
                operation.at(now) != Operation.Status.IN_PROGRESS
                    && now.isAfter(operation.end().plus(OperationUrls.LIFE)));
    return List.copyOf(known.values());
  }
}
