package dev.cordee.web.overview;

import dev.cordee.activities.saga.RepairRecord;
import dev.cordee.activities.saga.RepairRepository;
import dev.cordee.activities.saga.SagaPulse;
import dev.cordee.web.dashboard.Attention;
import dev.cordee.web.dashboard.Attention.Urgency;
import dev.cordee.web.dashboard.NeedsAttention;
import dev.cordee.web.saga.SagaWords;
import dev.cordee.workflows.saga.RepairItem;
import dev.cordee.workflows.saga.TurnBack.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Sagas that wait for a person, that stand still, or that fail where they should not. */
@Component
@Profile("api")
class SagaAttention implements NeedsAttention {
  private static final int MOST = 5;

  /** A saga takes milliseconds. */
  private static final Duration STANDS_STILL = Duration.ofSeconds(10);

  private static final String SAGAS = "/ui/sagas";

  private final RepairRepository repairs;
  private final SagaPulses pulses;
  private final SagaWords words;

  SagaAttention(RepairRepository repairs, SagaPulses pulses, SagaWords words) {
    this.words = words;
    this.repairs = repairs;
    this.pulses = pulses;
  }

  @Override
  public List<Attention> list() {
    var found = new ArrayList<Attention>();
    var open = repairs.open(MOST + 1);
    open.stream().limit(MOST).map(this::repair).forEach(found::add);
    if (open.size() > MOST) {
      found.add(
          new Attention(
              Urgency.NOW,
              "overview.attention.repairs",
              List.of(),
              "",
              Optional.of(open.getLast().openedAt()),
              SAGAS + "?state=needs-repair"));
    }
    for (var pulse : pulses.now()) {
      standing(pulse).ifPresent(found::add);
      pulse.failures().stream()
          .filter(failure -> failure.why() == Why.BROKEN)
          .map(failure -> broken(pulse, failure))
          .forEach(found::add);
    }
    return found;
  }

  private Attention repair(RepairRecord saga) {
    var items = saga.repair().open();
    var steps =
        items.stream().map(item -> words.step(item.step())).collect(Collectors.joining(", "));
    var problem = items.stream().map(RepairItem::problem).findFirst().orElse("");
    return new Attention(
        Urgency.NOW,
        "overview.attention.repair." + saga.type(),
        List.of(steps, saga.saga().toString()),
        problem,
        Optional.of(saga.openedAt()),
        SAGAS + "/" + saga.saga());
  }

  private Optional<Attention> standing(SagaPulse pulse) {
    return pulse
        .oldest()
        .filter(oldest -> oldest.startedAt().plus(STANDS_STILL).isBefore(Instant.now()))
        .map(
            oldest ->
                new Attention(
                    Urgency.SOON,
                    "overview.attention.standing." + pulse.type(),
                    List.of(words.state(oldest.state()), pulse.running() - pulse.waiting()),
                    "",
                    Optional.of(oldest.startedAt()),
                    SAGAS + "/" + oldest.saga()));
  }

  private Attention broken(SagaPulse pulse, SagaPulse.Failure failure) {
    return new Attention(
        Urgency.SOON,
        "overview.attention.broken." + pulse.type(),
        List.of(failure.count(), failure.step().map(words::step).orElse("–")),
        failure.reason(),
        Optional.of(failure.at()),
        SAGAS + "/" + failure.newest());
  }
}
