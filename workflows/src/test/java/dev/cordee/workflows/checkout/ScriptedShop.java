package dev.cordee.workflows.checkout;

import dev.cordee.workflows.money.Money;
import dev.cordee.workflows.saga.InMemoryJournal;
import dev.cordee.workflows.saga.JournalActivities.Begun;
import dev.cordee.workflows.saga.JournalEntry.StateEntered;
import dev.cordee.workflows.saga.Outcome;
import dev.cordee.workflows.saga.SagaReport;
import dev.cordee.workflows.saga.StepCall;
import dev.cordee.workflows.saga.TurnBack;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A shop that answers as a test scripts it, and remembers what it was asked. Steps without a script
 * succeed.
 */
final class ScriptedShop implements ShopActivities {
  static final List<CartLine> CART =
      List.of(new CartLine(1, 2, new Money(new java.math.BigDecimal("12.75"))));

  private final Map<String, Deque<Supplier<Outcome<Boolean>>>> scripts = new ConcurrentHashMap<>();
  private final List<String> calls = new ArrayList<>();
  private final InMemoryJournal journal = new InMemoryJournal();

  /** The next calls of a step, or of its undo, answer these in turn; then it succeeds again. */
  @SafeVarargs
  final ScriptedShop when(String step, Supplier<Outcome<Boolean>>... answers) {
    scripts.computeIfAbsent(step, _ -> new ArrayDeque<>()).addAll(List.of(answers));
    return this;
  }

  /** As if an execution that died had begun these steps. */
  synchronized ScriptedShop begunBefore(String... steps) {
    journal.begunBefore(steps);
    return this;
  }

  /** As if an execution that died had turned back before it had begun anything else. */
  synchronized ScriptedShop turnedBackBefore(EtatCommande end, String failedStep) {
    journal.turnedBackBefore(new TurnBack(end.name(), failedStep, "earlier", null));
    return this;
  }

  static Supplier<Outcome<Boolean>> isDone() {
    return () -> new Outcome.Done<>(true);
  }

  static Supplier<Outcome<Boolean>> refuses(String reason) {
    return () -> new Outcome.Rejected<>(reason);
  }

  static Supplier<Outcome<Boolean>> isDown() {
    return () -> new Outcome.Unavailable<>("connection refused", java.time.Duration.ofSeconds(1));
  }

  static Supplier<Outcome<Boolean>> isDownForGood() {
    return () -> new Outcome.Unavailable<>("connection refused", null);
  }

  static Supplier<Outcome<Boolean>> saysNothing() {
    return () -> new Outcome.Unknown<>("no answer", java.time.Duration.ofSeconds(1));
  }

  static Supplier<Outcome<Boolean>> saysNothingForGood() {
    return () -> new Outcome.Unknown<>("no answer", null);
  }

  static Supplier<Outcome<Boolean>> finds(String problem) {
    return () -> new Outcome.Postponed<>(problem);
  }

  /** What an activity does whose Temporal retry is wanted. */
  static Supplier<Outcome<Boolean>> triesAgain() {
    return () -> {
      throw ApplicationFailure.newFailure("down", "TryAgain");
    };
  }

  static Supplier<Outcome<Boolean>> breaks() {
    return () -> {
      throw new IllegalStateException("a bug");
    };
  }

  /** Does something, such as cancelling the saga, and then answers. */
  static Supplier<Outcome<Boolean>> during(Runnable event, Supplier<Outcome<Boolean>> answer) {
    return () -> {
      event.run();
      return answer.get();
    };
  }

  synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  synchronized List<EtatCommande> states() {
    return journal.states().stream().map(EtatCommande::valueOf).toList();
  }

  InMemoryJournal journal() {
    return journal;
  }

  synchronized List<StateEntered> history() {
    return journal.history();
  }

  synchronized SagaReport report() {
    return journal.report();
  }

  private Outcome<Boolean> answer(StepCall call) {
    var begun = journal.ahead(call);
    if (begun == Begun.TURNED_BACK) {
      return new Outcome.TurnedBack<>();
    }
    synchronized (this) {
      calls.add(call.step());
    }
    var script = scripts.getOrDefault(call.step(), new ArrayDeque<>()).poll();
    var outcome = script == null ? new Outcome.Done<>(true) : script.get();
    // as the real activities do: an earlier execution may have done what cannot be done now
    return begun == Begun.REPEATED
            && outcome instanceof Outcome.Unavailable<Boolean>(var reason, var retryIn)
        ? new Outcome.Unknown<>(reason, retryIn)
        : outcome;
  }

  @Override
  public Outcome<List<CartLine>> readCart(StepCall call, long clientId) {
    return answer(call).map(_ -> CART);
  }

  @Override
  public Outcome<Boolean> reserveStock(StepCall call, List<CartLine> lines) {
    return answer(call);
  }

  @Override
  public Outcome<Boolean> releaseStock(StepCall call, List<CartLine> lines) {
    return answer(call);
  }

  @Override
  public Outcome<Boolean> charge(StepCall call, long clientId, Money amount) {
    return answer(call);
  }

  @Override
  public Outcome<Boolean> refund(StepCall call, long clientId, Money amount) {
    return answer(call);
  }

  @Override
  public Outcome<Boolean> recordSale(
      StepCall call, long clientId, long magasinId, List<CartLine> lines) {
    return answer(call);
  }
}
