package dev.cordee.activities.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.workflows.orders.OrderResult;
import dev.cordee.workflows.orders.OrderState;
import dev.cordee.workflows.saga.SagaPhase;
import dev.cordee.workflows.saga.TurnBack.Why;

/** An order that is through. */
final class Ended extends Seen<Ended> {
  private final OrderResult result;

  Ended(OrderServer saga, ScriptedGateway gateway, OrderResult result) {
    super(saga, gateway);
    this.result = result;
    assertThat(result)
        .as("the journal says the same")
        .isEqualTo(OrderResult.of(result.sagaId(), saga.journal().record().report().orElseThrow()));
  }

  @Override
  Ended self() {
    return this;
  }

  Ended confirmed() {
    assertThat(result.outcome()).isEqualTo(OrderState.CONFIRMED);
    assertThat(result.step()).isNull();
    assertThat(result.why()).isNull();
    return phase(SagaPhase.CONFIRMED).undoing("");
  }

  Ended compensated(Why why, String failedStep, String reason) {
    assertThat(result.outcome()).isEqualTo(OrderState.COMPENSATED);
    assertThat(result.step()).isEqualTo(failedStep);
    assertThat(result.reason()).contains(reason);
    assertThat(result.why()).isEqualTo(why);
    return phase(SagaPhase.COMPENSATED);
  }

  Ended cancelled() {
    assertThat(result.outcome()).isEqualTo(OrderState.COMPENSATED);
    assertThat(result.step()).isNull();
    assertThat(result.why()).isEqualTo(Why.CANCELLED);
    return phase(SagaPhase.CANCELLED);
  }

  private Ended phase(SagaPhase phase) {
    assertThat(saga.attribute(SagaPhase.PHASE)).isEqualTo(phase.name());
    assertThat(saga.attribute(SagaPhase.STATE)).isEqualTo(result.outcome().name());
    return this;
  }

  /** These steps, in that order. */
  Ended undoing(String steps) {
    assertThat(words(result.undone())).as("undone").isEqualTo(steps);
    return this;
  }

  /** A person decided to leave these steps as they were. */
  Ended givingUpOn(String steps) {
    assertThat(words(result.left())).as("left").isEqualTo(steps);
    return this;
  }

  /** Every decision is kept, and nothing is left to repair. */
  Ended repairedBy(String... decisions) {
    assertThat(saga.journal().decisions())
        .extracting(decision -> decision.summary())
        .containsExactly(decisions);
    assertThat(saga.journal().repair().settledAt()).isPresent();
    assertThat(saga.journal().repair().repair().open()).isEmpty();
    return this;
  }

  OrderResult result() {
    return result;
  }
}
