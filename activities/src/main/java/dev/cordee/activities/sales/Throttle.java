package dev.cordee.activities.sales;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** Until when Azure wants to be left alone. Whoever was told so, it holds for all. */
final class Throttle {
  private final InstantSource clock;
  private final AtomicReference<Instant> end = new AtomicReference<>(Instant.MIN);

  Throttle(InstantSource clock) {
    this.clock = clock;
  }

  /** Nobody asks before that is over. */
  void begin(Duration wait) {
    end.accumulateAndGet(clock.instant().plus(wait), (a, b) -> a.isAfter(b) ? a : b);
  }

  /** Zero when Azure may be asked. */
  Duration left() {
    var now = clock.instant();
    var until = end.get();
    return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
  }
}
