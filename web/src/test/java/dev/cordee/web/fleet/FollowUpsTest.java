package dev.cordee.web.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.workflows.fleet.FleetActivities;
import dev.cordee.workflows.fleet.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is to be done is begun when it comes up, and again when it lasts. */
class FollowUpsTest {
  private static final FleetActivities.Todo NOTHING = todo();

  private final AtomicInteger started = new AtomicInteger();
  private FleetActivities.Todo todo = NOTHING;
  private Instant now = Instant.EPOCH;
  private final FollowUps followUps =
      new FollowUps(() -> todo, started::incrementAndGet, () -> now);

  private static FleetActivities.Todo todo(NodeId... toClean) {
    return new FleetActivities.Todo(List.of(), List.of(toClean), List.of(), "");
  }

  private int startsAfter(FleetActivities.Todo next, Duration later) {
    todo = next;
    now = now.plus(later);
    followUps.startIfNeeded();
    return started.get();
  }

  @Test
  void nothingToDoStartsNothing() {
    assertThat(startsAfter(NOTHING, Duration.ofHours(1))).isZero();
  }

  @Test
  void theSameIsBegunAgainAfterAMinuteOnly() {
    var cleaning = todo(new NodeId(1));

    assertThat(startsAfter(cleaning, Duration.ofSeconds(10))).isEqualTo(1);
    assertThat(startsAfter(cleaning, Duration.ofSeconds(50))).isEqualTo(1);
    assertThat(startsAfter(cleaning, Duration.ofSeconds(11))).isEqualTo(2);
  }

  @Test
  void whatIsNewIsBegunAtOnce() {
    assertThat(startsAfter(todo(new NodeId(1)), Duration.ofSeconds(10))).isEqualTo(1);
    assertThat(startsAfter(todo(new NodeId(2)), Duration.ofSeconds(10))).isEqualTo(2);
    assertThat(startsAfter(NOTHING, Duration.ofSeconds(10))).isEqualTo(2);
    assertThat(startsAfter(todo(new NodeId(2)), Duration.ofSeconds(10))).isEqualTo(3);
  }
}
