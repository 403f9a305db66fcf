package dev.cordee.workflows.saga.anysaga;

import dev.cordee.workflows.saga.InMemoryJournal;
import dev.cordee.workflows.saga.JournalActivities;
import dev.cordee.workflows.saga.JournalEntry;
import dev.cordee.workflows.saga.RepairCase;
import dev.cordee.workflows.saga.RepairDecision;
import dev.cordee.workflows.saga.RepairItem;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.SagaReport;
import dev.cordee.workflows.saga.TurnBack;
import dev.cordee.workflows.saga.anysaga.Mishap.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** One saga's journal, with its mishaps, and eyes on it. */
final class WatchedJournal implements JournalActivities {
  private final InMemoryJournal stored = new InMemoryJournal();
  private final AtomicReference<TurnBack.Recorded> turned = new AtomicReference<>();
  private final Semaphore news = new Semaphore(0);
  private volatile boolean isParked;
  private volatile boolean hasBeenParked;
  private final Mishaps mishaps;
  private final SkippingClock clock;
  private final Story story;

  WatchedJournal(Mishaps mishaps, Story story, SkippingClock clock) {
    this.clock = clock;
    this.mishaps = mishaps;
    this.story = story;
  }

  InMemoryJournal stored() {
    return stored;
  }

  /** How it was recorded that the saga turns back. */
  Optional<TurnBack.Recorded> turned() {
    return Optional.ofNullable(turned.get());
  }

  /** What people are asked to repair right now. */
  List<RepairItem> open() {
    return isParked ? openAsStored() : List.of();
  }

  /** The same, by the journal alone. */
  List<RepairItem> openAsStored() {
    return stored.repair().map(RepairCase::open).orElse(List.of());
  }

  void startsOver() {
    isParked = false;
    clock.skip();
  }

  /**
   * Whether people were asked before the end. An execution may ask them after it, if it does not
   * know of one that ended the saga.
   */
  boolean hasBeenParked() {
    return hasBeenParked;
  }

  /** Released when people should look. */
  Semaphore news() {
    return news;
  }

  boolean hasNews(Duration patience) {
    try {
      return news.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void append(JournalEntry entry) {
    write(
        "append",
        () -> {
          stored.append(entry);
          return "";
        });
  }

  @Override
  public Begun begin(JournalEntry entry, String step) {
    return write("begin " + step, () -> stored.begin(entry, step));
  }

  @Override
  public TurnBack.Recorded turnBack(JournalEntry entry, TurnBack cause, TurnBack.NotDone notDone) {
    return write(
        "turn back",
        () -> {
          var recorded = stored.turnBack(entry, cause, notDone);
          turned.compareAndSet(null, recorded);
          return recorded;
        });
  }

  @Override
  public void park(JournalEntry entry, RepairCase repair) {
    write(
        "park",
        () -> {
          hasBeenParked |= stored.report() == null;
          stored.park(entry, repair);
          isParked = !repair.open().isEmpty();
          if (repair.open().isEmpty()) {
            clock.skip();
          } else {
            clock.stand();
          }
          news.release();
          return repair.open();
        });
  }

  @Override
  public void decided(SagaId saga, RepairDecision decision) {
    write(
        "decided",
        () -> {
          stored.decided(saga, decision);
          return decision.summary();
        });
  }

  @Override
  public Closed close(JournalEntry entry, SagaReport report) {
    return write("close " + report.state(), () -> stored.close(entry, report));
  }

  /** Nobody resets a saga that has ended, or that people are repairing. */
  boolean mayLoseHistory() {
    return stored.report() == null && stored.decisions().isEmpty() && open().isEmpty();
  }

  private <R> R write(String what, Supplier<R> work) {
    if (mishaps.happens(Kind.JOURNAL_DOWN)) {
      throw Trouble.of("the journal is down");
    }
    var written = work.get();
    story.tell("journal: " + what + " " + written);
    if (mishaps.happens(Kind.JOURNAL_LOST)) {
      throw Trouble.of("the journal is silent");
    }
    return written;
  }
}
