package dev.cordee.web.saga;

import dev.cordee.activities.saga.SagaLine;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A saga in a list, as a page shows it.
 *
 * @param worth what it is worth; empty while that is not known
 * @param took how long it took, or has taken so far
 * @param tone of its state's badge
 */
public record SagaRow(SagaLine line, Optional<BigDecimal> worth, Duration took, String tone) {

  /** As of now. */
  public static SagaRow of(SagaLine line, List<SagaType<?, ?>> types) {
    var worth =
        types.stream()
            .filter(type -> type.name().equals(line.type()))
            .flatMap(type -> Optional.ofNullable(line.amounts().get(type.worth())).stream())
            .findFirst();
    return new SagaRow(line, worth, line.took(Instant.now()), tone(line));
  }

  private static String tone(SagaLine line) {
    if (line.needsRepair()) {
      return "bad";
    }
    return line.ending()
        .map(
            ending ->
                switch (ending) {
                  case CONFIRMED -> "good";
                  case COMPENSATED -> "warn";
                  case CANCELLED -> "idle";
                })
        .orElse("busy");
  }
}
