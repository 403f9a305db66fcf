package dev.cordee.web.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How latencies are drawn: at most five looks here, ten units apart, twenty high. */
class TraceTest {
  private static final Trace.Field FIELD = new Trace.Field(10, 5, 20);
  private static final Duration TOP = Duration.ofMillis(4);
  private static final Optional<Duration> MISS = Optional.empty();

  private static Optional<Duration> took(int millis) {
    return Optional.of(Duration.ofMillis(millis));
  }

  private static Trace trace(List<Optional<Duration>> looks) {
    return Trace.of(looks, TOP, FIELD);
  }

  @Test
  void aSlowAnswerIsAtTheTopAndAQuickOneAtTheBottom() {
    assertThat(trace(List.of(took(4), took(0), took(2), took(4), took(1))))
        .isEqualTo(new Trace("M0 0h.1L10 20L20 10L30 0L40 15", ""));
  }

  @Test
  void aMissBreaksTheLineAndIsALineOfItsOwn() {
    assertThat(trace(List.of(took(4), took(4), MISS, took(2), MISS)))
        .isEqualTo(new Trace("M0 0h.1L10 0M30 10h.1", "M20 0V20M40 0V20"));
  }

  @Test
  void theNewestIsAtTheRightHoweverFewThereAre() {
    assertThat(trace(List.of(took(2), MISS))).isEqualTo(new Trace("M30 10h.1", "M40 0V20"));
    assertThat(trace(Collections.emptyList())).isEqualTo(new Trace("", ""));
  }
}
