package dev.cordee.web.overview;

import dev.cordee.activities.saga.SagaFigures;
import dev.cordee.activities.saga.SagaPulse;
import dev.cordee.web.saga.SagaType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The figures of all sagas, read once for all who look at the same moment. */
@Component
@Profile("api")
class SagaPulses {
  private static final Duration SAME_MOMENT = Duration.ofMillis(500);

  private record Reading(List<SagaPulse> pulses, Instant at) {}

  private final SagaFigures figures;
  private final List<String> types;
  private volatile Reading last = new Reading(List.of(), Instant.EPOCH);

  SagaPulses(SagaFigures figures, List<SagaType<?, ?>> types) {
    this.figures = figures;
    this.types = types.stream().map(SagaType::name).sorted().toList();
  }

  List<SagaPulse> now() {
    var now = Instant.now();
    var known = last;
    if (known.at().plus(SAME_MOMENT).isAfter(now)) {
      return known.pulses();
    }
    var read = new Reading(figures.read(types, now), now);
    last = read;
    return read.pulses();
  }
}
