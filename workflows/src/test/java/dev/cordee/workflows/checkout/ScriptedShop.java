package dev.cordee.workflows.checkout;

import dev.cordee.workflows.saga.JournalActivities;
import dev.cordee.workflows.saga.JournalEntry;
import dev.cordee.workflows.saga.JournalEntry.StateEntered;
import dev.cordee.workflows.saga.Outcome;
import dev.cordee.workflows.saga.SagaReport;
import dev.cordee.workflows.saga.StepCall;
import dev.cordee.workflows.saga.TurnBack;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A shop and a journal that answer as a test scripts them, and remember what they were asked. Steps
 * without a script succeed.
 */
final class ScriptedShop implements ShopActivities, JournalActivities {
  static final List<CartLine> CART =
      List.of(new CartLine(1, 2, new Money(new java.math.BigDecimal("12.75"))));

  private final Map<String, Deque<Supplier<Outcome<Boolean>>>> scripts = new ConcurrentHashMap<>();
  private final List<String> calls = new ArrayList<>();
  private final Map<String, StateEntered> history = new LinkedHashMap<>();
  private final Set<String> begun = new HashSet<>();
  private TurnBack turned;
  private SagaReport report;

  /** The next calls of a step, or of its undo, answer these in turn; then it succeeds again. */
  @SafeVarargs
  final ScriptedShop when(String step, Supplier<Outcome<Boolean>>... answers) {
    scripts.computeIfAbsent(step, _ -> new ArrayDeque<>()).addAll(List.of(answers));
    return this;
  }

  /** As if an execution that died had begun these steps. */
  synchronized ScriptedShop begunBefore(String... steps) {
    begun.addAll(List.of(steps));
    return this;
  }

  /** As if an execution that died had turned back before it had begun anything else. */
  synchronized ScriptedShop turnedBackBefore(EtatCommande end, String failedStep) {
    turned = new TurnBack(end.name(), failedStep, "earlier");
    return this;
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
    return history.keySet().stream().map(EtatCommande::valueOf).toList();
  }

  synchronized List<StateEntered> history() {
    return List.copyOf(history.values());
  }

  synchronized SagaReport report() {
    return report;
  }

  private Outcome<Boolean> answer(StepCall call) {
    var begun = call.entry() == null ? Begun.FIRST : begin(call.entry(), call.step());
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

  @Override
  public synchronized void append(JournalEntry entry) {
    entry.entered().forEach(state -> history.putIfAbsent(state.state(), state));
  }

  @Override
  public synchronized Begun begin(JournalEntry entry, String step) {
    append(entry);
    if (begun.contains(step)) {
      return Begun.REPEATED;
    }
    if (turned != null) {
      return Begun.TURNED_BACK;
    }
    begun.add(step);
    return Begun.FIRST;
  }

  @Override
  public synchronized TurnBack.Recorded turnBack(JournalEntry entry, TurnBack cause) {
    turned = turned == null ? cause : turned;
    return new TurnBack.Recorded(turned, Set.copyOf(begun));
  }

  @Override
  public synchronized Closed close(JournalEntry entry, SagaReport report) {
    append(entry);
    this.report = report;
    return new Closed(report, history());
  }
}
