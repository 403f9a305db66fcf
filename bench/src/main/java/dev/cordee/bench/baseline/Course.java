package dev.cordee.bench.baseline;

import dev.cordee.workflows.checkout.CartLine;
import dev.cordee.workflows.checkout.CheckoutRequest;
import dev.cordee.workflows.checkout.CheckoutWorkflow;
import dev.cordee.workflows.checkout.EtatCommande;
import dev.cordee.workflows.money.Money;
import dev.cordee.workflows.saga.JournalEntry;
import dev.cordee.workflows.saga.JournalEntry.StateEntered;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.StepCall;
import dev.cordee.workflows.saga.StepCall.Pace;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How far one order has come: the states its journal does not hold yet, and the calls it makes. */
final class Course {
  private final SagaId saga;
  private final Map<String, Object> facts;
  private final InstantSource clock;
  private final List<StateEntered> unwritten = new ArrayList<>();
  private int entered;

  Course(SagaId saga, CheckoutRequest request, InstantSource clock) {
    this.saga = saga;
    this.facts = Map.of("client_id", request.clientId(), "magasin_id", request.magasinId());
    this.clock = clock;
    enter(EtatCommande.INITIEE);
  }

  void enter(EtatCommande state) {
    unwritten.add(new StateEntered(entered++, state.name(), clock.instant(), 0));
  }

  /** A call that writes the states entered so far to the journal before it is sent. */
  StepCall forward(String step) {
    var call = new StepCall(saga, step, Pace.FAST, 1, Duration.ZERO, entry(), null);
    unwritten.clear();
    return call;
  }

  /** A call that takes a step back. */
  StepCall back(String step) {
    return new StepCall(saga, step + "-undo", Pace.STEADY, 1, Duration.ZERO, null, null);
  }

  /** The states still to be written. */
  JournalEntry entry() {
    return new JournalEntry(saga, CheckoutWorkflow.SAGA_TYPE, facts, List.copyOf(unwritten));
  }

  static Money total(List<CartLine> cart) {
    return cart.stream()
        .map(line -> line.price().times(line.quantity()))
        .reduce(Money.ZERO, Money::plus);
  }
}
