package dev.cordee.activities.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.activities.saga.RepairRecord;
import dev.cordee.workflows.orders.OrderState;
import dev.cordee.workflows.saga.RepairItem;
import dev.cordee.workflows.saga.SagaPhase;

/** An order that waits for a person. */
final class Parked extends Seen<Parked> {
  private final RepairRecord record;

  Parked(OrderServer saga, ScriptedGateway gateway, RepairRecord record) {
    super(saga, gateway);
    this.record = record;
    assertThat(saga.attribute(SagaPhase.STATE)).isEqualTo(OrderState.NEEDS_REPAIR.name());
    assertThat(record.settledAt()).isEmpty();
  }

  @Override
  Parked self() {
    return this;
  }

  /** These steps, what they need and what may be decided, such as {@code pay: PIVOT by RETRY}. */
  Parked needing(String... items) {
    assertThat(record.repair().open()).extracting(Parked::item).containsExactly(items);
    return this;
  }

  private static String item(RepairItem item) {
    return item.step() + ": " + item.need() + " by " + words(item.actions());
  }

  /** Undone before it had to wait, in that order. */
  Parked having(String undone) {
    assertThat(words(record.repair().undone())).as("undone").isEqualTo(undone);
    return this;
  }

  RepairRecord record() {
    return record;
  }
}
