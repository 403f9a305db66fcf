package dev.cordee.activities.saga;

import static dev.cordee.workflows.saga.JournalActivities.Begun.FIRST;
import static dev.cordee.workflows.saga.JournalActivities.Begun.REPEATED;
import static dev.cordee.workflows.saga.JournalActivities.Begun.TURNED_BACK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.workflows.saga.JournalActivities.Begun;
import dev.cordee.workflows.saga.JournalEntry;
import dev.cordee.workflows.saga.JournalEntry.StateEntered;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.SagaReport;
import dev.cordee.workflows.saga.SagaReport.Ending;
import dev.cordee.workflows.saga.StepCall;
import dev.cordee.workflows.saga.StepCall.Pace;
import dev.cordee.workflows.saga.Ticket;
import dev.cordee.workflows.saga.TurnBack;
import dev.cordee.workflows.saga.TurnBack.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Leave to send a call that must not be sent twice, on a real PostgreSQL. */
class JournalTicketsTest {
  private static final Instant T0 = Instant.parse("2026-01-02T03:04:05.678Z");

  private final JournalRepository journal =
      new JournalRepository(JdbcClient.create(JournalDatabase.pool()), new JournalJson());
  private final SagaId saga = new SagaId(UUID.randomUUID());
  private final String type = "type-" + saga;

  @Test
  void theFirstSendingHasLeave() {
    assertThat(send("a/1", null)).isEqualTo(FIRST);
  }

  @Test
  void whoShowsTheTicketOfTheSendingBeforeHasLeave() {
    send("a/1", null);

    assertThat(send("a/2", "a/1")).isEqualTo(FIRST);
    assertThat(send("a/3", "a/2")).isEqualTo(FIRST);
  }

  /** The journal could not be asked, or its answer was lost: nothing was sent under the ticket. */
  @Test
  void whoShowsTheSameTicketAgainHasLeave() {
    send("a/1", null);
    send("a/2", "a/1");

    assertThat(send("a/2", "a/1")).isEqualTo(FIRST);
  }

  @Test
  void anExecutionThatStartedOverHasNone() {
    send("a/1", null);

    assertThat(send("b/1", null)).isEqualTo(REPEATED);
    assertThat(send("b/2", "b/1")).isEqualTo(REPEATED);
    assertThat(send("a/2", "a/1")).as("the ticket is still the first one's").isEqualTo(FIRST);
  }

  @Test
  void anOlderTicketIsWorthNothing() {
    send("a/1", null);
    send("a/2", "a/1");

    assertThat(send("a/3", "a/1")).isEqualTo(REPEATED);
    assertThat(send("a/1", null)).isEqualTo(REPEATED);
  }

  /** A worker that froze before it asked the journal, thawing when a person has retried since. */
  @Test
  void aPersonsEarlierWordDoesNotOverruleALaterOne() {
    send("a/1", null);
    overrule("a/3", "a/2");

    assertThat(overrule("a/2", "a/1")).isEqualTo(REPEATED);
    assertThat(overrule("b/1", null)).as("another execution's").isEqualTo(FIRST);
  }

  @Test
  void aPersonsWordOverrules() {
    send("a/1", null);

    assertThat(begin("pay", Pace.ONCE, new Ticket("b/1", null, true))).isEqualTo(FIRST);
    assertThat(send("b/2", "b/1")).isEqualTo(FIRST);
    assertThat(send("a/2", "a/1")).isEqualTo(REPEATED);
  }

  @Test
  void ticketsAreAStepsOwn() {
    send("a/1", null);

    assertThat(begin("create", Pace.ONCE, new Ticket("b/1", null, false))).isEqualTo(FIRST);
  }

  @Test
  void aCallBegunWithoutATicketIsNotSentUnderOne() {
    journal.begin(entry(), "pay");

    assertThat(send("a/1", null)).isEqualTo(REPEATED);
  }

  @Test
  void ofTwoExecutionsAtOnceOneHasLeave() throws Exception {
    var begun = AtOnce.run(List.of(() -> send("a/1", null), () -> send("b/1", null)));

    assertThat(begun).containsExactlyInAnyOrder(FIRST, REPEATED);
  }

  @Test
  void afterTurningBackNothingIsSentEvenAtAPersonsWord() {
    send("a/1", null);
    turnBack();

    assertThat(send("a/2", "a/1")).isEqualTo(REPEATED);
    assertThat(begin("pay", Pace.ONCE, new Ticket("a/2", "a/1", true))).isEqualTo(REPEATED);
    assertThat(begin("ship", Pace.ONCE, new Ticket("a/1", null, false))).isEqualTo(TURNED_BACK);
  }

  @Test
  void undoingBeginsAfterTurningBackAndOnceToo() {
    turnBack();

    assertThat(undo("a/1", null, false)).isEqualTo(FIRST);
    assertThat(undo("a/2", "a/1", false)).isEqualTo(FIRST);
    assertThat(undo("b/1", null, false)).isEqualTo(REPEATED);
    assertThat(undo("b/1", null, true)).isEqualTo(FIRST);
  }

  @Test
  void nothingIsSentAfterTheEnd() {
    undo("a/1", null, false);
    journal.close(entry(new StateEntered(0, "DONE", T0, 0)), report());

    assertThat(undo("a/2", "a/1", true)).isEqualTo(REPEATED);
    assertThat(begin("other-undo", Pace.ONCE_UNDO, new Ticket("a/1", null, true)))
        .isEqualTo(TURNED_BACK);
    assertThat(send("a/1", null)).isEqualTo(TURNED_BACK);
  }

  @Test
  void whatIsEnteredIsWrittenAheadWhoeverHasLeave() {
    journal.begin(entry(state(0, "A", 0)), call("pay", Pace.ONCE, new Ticket("a/1", null, false)));
    journal.begin(entry(state(1, "B", 0)), call("pay", Pace.ONCE, new Ticket("b/1", null, false)));

    assertThat(journal.find(type, saga).orElseThrow().history())
        .containsExactly(state(0, "A", 0), state(1, "B", 0));
  }

  @Test
  void aStateVisitedTwiceIsKeptAndCountedTwice() {
    var entry = entry(state(0, "A", 0), state(1, "REPAIR", 0), state(2, "REPAIR", 1));

    journal.append(entry);
    journal.append(entry);

    assertThat(journal.find(type, saga).orElseThrow().history()).isEqualTo(entry.entered());
    assertThat(journal.totals(type)).isEqualTo(Map.of("A", 1L, "REPAIR", 2L));
  }

  private Begun send(String ticket, @Nullable String previous) {
    return begin("pay", Pace.ONCE, new Ticket(ticket, previous, false));
  }

  private Begun overrule(String ticket, @Nullable String previous) {
    return begin("pay", Pace.ONCE, new Ticket(ticket, previous, true));
  }

  private Begun undo(String ticket, @Nullable String previous, boolean overrule) {
    return begin("pay-undo", Pace.ONCE_UNDO, new Ticket(ticket, previous, overrule));
  }

  private Begun begin(String step, Pace pace, Ticket ticket) {
    return journal.begin(entry(), call(step, pace, ticket));
  }

  private StepCall call(String step, Pace pace, Ticket ticket) {
    return new StepCall(saga, step, pace, 1, Duration.ZERO, entry(), ticket);
  }

  private void turnBack() {
    journal.turnBack(entry(), new TurnBack("CANCELLED", null, "cancelled", Why.CANCELLED));
  }

  private JournalEntry entry(StateEntered... states) {
    return new JournalEntry(saga, type, Map.of(), List.of(states));
  }

  private static StateEntered state(int seq, String state, int visit) {
    return new StateEntered(seq, state, T0.plusSeconds(seq), visit);
  }

  private static SagaReport report() {
    return new SagaReport(
        Ending.CONFIRMED, "DONE", null, null, null, List.of(), List.of(), Map.of(), List.of());
  }
}
