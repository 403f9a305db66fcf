package dev.cordee.activities.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.activities.saga.SagaPulse.Durations;
import dev.cordee.activities.saga.SagaPulse.Failure;
import dev.cordee.activities.saga.SagaPulse.Minute;
import dev.cordee.activities.saga.SagaPulse.Oldest;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.TurnBack.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the overview says of sagas, by what a real journal holds. */
class SagaFiguresTest {
  private static final Instant NOW = Instant.parse("2026-01-02T12:00:30Z");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final JdbcClient jdbc = JdbcClient.create(JournalDatabase.pool());
  private final SagaFigures figures = new SagaFigures(jdbc);

  /** A type of its own keeps a test's sagas apart. */
  private final String type = "type-" + UUID.randomUUID();

  private final StoredSagas sagas = new StoredSagas(jdbc, type);

  private SagaPulse pulse() {
    return figures.read(List.of(type), NOW).getFirst();
  }

  private static Instant ago(Duration ago) {
    return NOW.minus(ago);
  }

  private static Instant minutesAgo(int minutes) {
    return ago(Duration.ofMinutes(minutes));
  }

  @Test
  void withoutSagasThereAreSixtyEmptyMinutes() {
    var pulse = pulse();

    assertThat(pulse.minutes())
        .hasSize(60)
        .startsWith(new Minute(Instant.parse("2026-01-02T11:01:00Z"), 0, 0, 0))
        .endsWith(new Minute(Instant.parse("2026-01-02T12:00:00Z"), 0, 0, 0));
    assertThat(pulse)
        .isEqualTo(
            new SagaPulse(
                type, pulse.minutes(), 0, 0, Optional.empty(), Optional.empty(), List.of()));
  }

  @Test
  void eachMinuteTellsWhatBeganAndHowWhatEndedInItDid() {
    sagas.confirmed(minutesAgo(3), SECOND);
    sagas.confirmed(minutesAgo(3), Duration.ofMinutes(2));
    sagas.failed(minutesAgo(3), SECOND, "stock", "sold out");
    sagas.cancelled(minutesAgo(1), SECOND);
    sagas.confirmed(minutesAgo(61), SECOND);

    assertThat(pulse().minutes().stream().filter(m -> m.started() + m.confirmed() + m.undone() > 0))
        .containsExactly(
            new Minute(Instant.parse("2026-01-02T11:57:00Z"), 3, 1, 1),
            new Minute(Instant.parse("2026-01-02T11:59:00Z"), 1, 1, 1));
  }

  @Test
  void durationsAreOfThoseThatEndedLately() {
    for (var seconds = 1; seconds <= 21; seconds++) {
      sagas.confirmed(minutesAgo(5), Duration.ofSeconds(seconds));
    }
    sagas.confirmed(minutesAgo(40), Duration.ofMinutes(20));

    assertThat(pulse().durations())
        .hasValue(new Durations(Duration.ofSeconds(11), Duration.ofSeconds(20)));
  }

  @Test
  void theOldestRunningIsOneThatNobodyIsAskedToRepair() {
    sagas.parked(minutesAgo(600));
    var oldest = sagas.running(minutesAgo(200), "STOCK_RESERVE");
    sagas.running(minutesAgo(1), "INITIEE");
    sagas.confirmed(minutesAgo(300), SECOND);

    var pulse = pulse();

    assertThat(pulse.running()).isEqualTo(3);
    assertThat(pulse.waiting()).isEqualTo(1);
    assertThat(pulse.oldest()).hasValue(new Oldest(oldest, minutesAgo(200), "STOCK_RESERVE"));
  }

  @Test
  void failuresAreToldByStepTheMostFrequentFirst() {
    sagas.failed(minutesAgo(9), SECOND, "stock", "sold out");
    var newest = sagas.failed(minutesAgo(2), SECOND, "stock", "only 3 left");
    var paying = sagas.failed(minutesAgo(5), SECOND, "paiement", "card refused");
    var cancelled = sagas.cancelled(minutesAgo(4), SECOND);
    sagas.failed(minutesAgo(20), SECOND, "vente", "long ago");

    assertThat(pulse().failures())
        .containsExactly(
            failure("stock", Why.REFUSED, 2, "only 3 left", newest, minutesAgo(2)),
            failure(null, Why.CANCELLED, 1, "cancelled", cancelled, minutesAgo(4)),
            failure("paiement", Why.REFUSED, 1, "card refused", paying, minutesAgo(5)));
  }

  private static Failure failure(
      @Nullable String step, Why why, long count, String reason, SagaId newest, Instant started) {
    return new Failure(Optional.ofNullable(step), why, count, reason, newest, started.plus(SECOND));
  }

  @Test
  void typesAreToldApartInTheOrderAsked() {
    var other = "other-" + type;
    sagas.running(minutesAgo(1), "INITIEE");
    new StoredSagas(jdbc, other).parked(minutesAgo(1));

    var pulses = figures.read(List.of(other, type), NOW);

    assertThat(pulses).extracting(SagaPulse::type).containsExactly(other, type);
    assertThat(pulses).extracting(SagaPulse::waiting).containsExactly(1L, 0L);
  }
}
