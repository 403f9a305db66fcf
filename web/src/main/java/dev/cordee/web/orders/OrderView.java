package dev.cordee.web.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cordee.activities.saga.SagaRecord;
import dev.cordee.web.repairs.RepairSummary;
import dev.cordee.web.saga.SagaCause;
import dev.cordee.web.saga.StartedWorkflows.Started;
import dev.cordee.workflows.orders.OrderLine;
import dev.cordee.workflows.orders.OrderRequest;
import dev.cordee.workflows.orders.OrderState;
import dev.cordee.workflows.saga.JournalEntry.StateEntered;
import dev.cordee.workflows.saga.RepairCase;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.SagaReport;
import dev.cordee.workflows.saga.StepReport;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An order as {@code GET /saga/order/{id}} shows it. What is null is not known, or does not apply.
 *
 * @param state the name clients know it by
 * @param outcome how it came out; null while it runs
 * @param orderId the Store Manager's; 0 when it came out without one
 * @param steps where each step stands; null when nobody could be asked
 * @param cause why it goes, or went, back
 * @param repair what a person is asked to do about it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderView(
    @JsonProperty("saga_id") SagaId sagaId,
    String state,
    @Nullable OrderState outcome,
    @JsonProperty("order_id") @Nullable Long orderId,
    @JsonProperty("total_amount") @Nullable BigDecimal totalAmount,
    @JsonProperty("payment_id") @Nullable Long paymentId,
    @JsonProperty("user_id") long userId,
    List<OrderLine> items,
    @Nullable List<StepReport> steps,
    List<Entered> history,
    @Nullable SagaCause cause,
    @Nullable List<String> undone,
    @Nullable List<String> left,
    @Nullable RepairSummary repair) {

  /** One line of its history. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Entered(String state, @Nullable OrderState outcome, Instant at) {

    static Entered of(StateEntered entered) {
      var state = OrderState.valueOf(entered.state());
      return new Entered(state.wireName(), outcomeOf(state), entered.at());
    }
  }

  private static @Nullable OrderState outcomeOf(OrderState state) {
    return state.isOutcome() ? state : null;
  }

  /**
   * An order as its journal holds it.
   *
   * @param ask asks the running saga where its steps stand
   */
  static OrderView of(SagaRecord saga, Function<SagaId, Optional<List<StepReport>>> ask) {
    var state = OrderState.valueOf(saga.state());
    var request = OrderRequest.of(saga.facts());
    var figures = OrderFigures.of(saga);
    var report = saga.report();
    return new OrderView(
        saga.saga(),
        state.wireName(),
        outcomeOf(state),
        figures.orderId().orElse(state.isOutcome() ? 0L : null),
        figures.total().orElse(null),
        figures.paymentId().orElse(null),
        request.userId(),
        request.items(),
        steps(saga, ask).orElse(null),
        saga.history().stream().map(Entered::of).toList(),
        SagaCause.of(saga).orElse(null),
        report.map(SagaReport::undone).or(() -> saga.repair().map(RepairCase::undone)).orElse(null),
        report.map(SagaReport::left).orElse(null),
        saga.needsRepair() ? RepairSummary.of(saga) : null);
  }

  private static Optional<List<StepReport>> steps(
      SagaRecord saga, Function<SagaId, Optional<List<StepReport>>> ask) {
    return saga.report()
        .map(SagaReport::steps)
        .or(() -> saga.repair().filter(_ -> saga.needsRepair()).map(RepairCase::steps))
        .or(() -> ask.apply(saga.saga()));
  }

  /** An order no worker has looked at yet. */
  static OrderView accepted(SagaId id, Started<OrderRequest> started) {
    var state = OrderState.CREATING_ORDER;
    return new OrderView(
        id,
        state.wireName(),
        null,
        null,
        null,
        null,
        started.request().userId(),
        started.request().items(),
        null,
        List.of(new Entered(state.wireName(), null, started.at())),
        null,
        null,
        null,
        null);
  }
}
