package dev.cordee.web.fleet;

import dev.cordee.workflows.fleet.FleetActivities.Todo;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** Starts a follow-up when there is something to do. */
final class FollowUps {

  /** What is being done already, such as cleaning a node, is not begun whenever it is read. */
  private static final Duration SAME_AGAIN = Duration.ofMinutes(1);

  private final Supplier<Todo> tables;
  private final Runnable starter;
  private final InstantSource clock;
  private Todo last = new Todo(List.of(), List.of(), List.of(), "");
  private Instant lastStart = Instant.MIN;

  FollowUps(Supplier<Todo> tables, Runnable starter, InstantSource clock) {
    this.tables = tables;
    this.starter = starter;
    this.clock = clock;
  }

  /** Reads what is to be done, and has it done. */
  void startIfNeeded() {
    var todo = tables.get();
    var now = clock.instant();
    var isDue = !todo.equals(last) || lastStart.isBefore(now.minus(SAME_AGAIN));
    if (!todo.isEmpty() && isDue) {
      starter.run();
      lastStart = now;
    }
    last = todo;
  }
}
