package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cordee.web.Gateway.Call;
import dev.cordee.web.Gateway.Manner;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders that only a person can bring to an end, and what a person can do about them. */
class RepairIT {
  private static final String UNDO_STOCK = "decrease-stock UNDO retry,skip,resolve";

  private static final RealServers servers = RealServers.get();
  private static Gateway gateway;
  private static Cordee cordee;
  private static Repairs repairs;

  @BeforeAll
  static void start() throws IOException {
    gateway = Gateway.start();
    cordee =
        Cordee.apiAndWorker(
            gateway.setting(), "cordee.orders.patience=500ms", "cordee.orders.step-budget=200ms");
    repairs = new Repairs(cordee.api());
  }

  @AfterAll
  static void stop() {
    cordee.close();
    gateway.close();
  }

  @BeforeEach
  void reset() {
    gateway.reset();
  }

  @AfterEach
  void leaveNothingToRepair() {
    gateway.reset();
    repairs.settleAll();
  }

  /** The payment is refused, and so is what would put the stock back. */
  private static Answer parked(String... headers) {
    gateway.make(Call.PAY, Manner.MASKED);
    gateway.make(Call.INCREASE, Manner.MASKED);
    return cordee.api().post(Api.ORDERS, Api.order(), headers).expectProblem(502, "needs-repair");
  }

  @Test
  void anOrderThatNeedsRepairIsToldAtOnce() {
    var began = System.nanoTime();

    var told = parked("Idempotency-Key", "told-at-once");

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    assertThat(told.text("outcome")).isEqualTo("NEEDS_REPAIR");
    assertThat(told.json().path("order_id").asLong()).isEqualTo(gateway.lastOrder());
    assertThat(told.texts("undone")).containsExactly("create-order");
    assertThat(Repairs.open(told.json().path("repair").path("open"))).containsExactly(UNDO_STOCK);
    var at = told.json().path("repair").path("at").asString();
    assertThat(at).isEqualTo("/api/repairs/" + told.saga());
    assertThat(cordee.api().get(at).expect(200).saga()).isEqualTo(told.saga());
    assertThat(cordee.api().post(Api.ORDERS, Api.order(), "Idempotency-Key", "told-at-once").body())
        .isEqualTo(told.body());
  }

  @Test
  void anOrderThatNeedsRepairCanBeLookedUp() {
    var id = parked().saga();

    var found = cordee.api().order(id).expect(200);

    assertThat(found.text("state")).isEqualTo("COMPLETED");
    assertThat(found.text("outcome")).isEqualTo("NEEDS_REPAIR");
    assertThat(found.json().path("order_id").asLong()).isEqualTo(gateway.lastOrder());
    assertThat(found.json().path("cause").path("step").asString()).isEqualTo("create-payment");
    assertThat(found.texts("undone")).containsExactly("create-order");
    assertThat(Repairs.open(found.json().path("repair").path("open"))).containsExactly(UNDO_STOCK);
    assertThat(found.json().path("steps").get(1).path("status").asString())
        .isEqualTo("NEEDS_REPAIR");
  }

  @Test
  void aRetryUndoesWhatCouldNotBeUndone() {
    var id = parked().saga();
    gateway.make(Call.INCREASE, Manner.SOUND);

    var repaired = repairs.decide(id, "retry").expect(200);

    assertThat(repaired.saga()).isEqualTo(id);
    assertThat(repaired.text("decision"))
        .isEqualTo("retry of decrease-stock by marie: the service is back");
    assertThat(Repairs.open(repaired)).isEmpty();
    assertThat(repaired.text("state")).isEqualTo("COMPENSATED");
    gateway.assertConserved();
    assertThat(cordee.api().order(id).texts("undone"))
        .containsExactly("create-order", "decrease-stock");
  }

  @Test
  void aRetryThatFailsLeavesItToRepair() {
    var id = parked().saga();
    var since = repairs.find(id).json().path("open").get(0).path("since");

    var again = repairs.decide(id, "retry").expect(200);

    assertThat(Repairs.open(again)).containsExactly(UNDO_STOCK);
    assertThat(again.text("state")).isEqualTo("NEEDS_REPAIR");
    assertThat(again.json().path("open").get(0).path("since")).isEqualTo(since);
    assertThat(Collections.frequency(gateway.calls(), Call.INCREASE)).isEqualTo(2);
  }

  @Test
  void whatIsSkippedIsLeftAsItIs() {
    var id = parked("Idempotency-Key", "skipped").saga();

    repairs.decide(id, "skip").expect(200);

    var told = cordee.api().post(Api.ORDERS, Api.order(), "Idempotency-Key", "skipped");
    told.expectProblem(409, "order-refused");
    assertThat(told.texts("left")).containsExactly("decrease-stock");
    assertThat(told.texts("undone")).containsExactly("create-order");
    assertThat(gateway.calls()).containsOnlyOnce(Call.INCREASE);
  }

  @Test
  void whatWasUndoneByHandCountsAsUndone() {
    var id = parked().saga();

    repairs.decide(id, "resolve").expect(200);

    var found = cordee.api().order(id);
    assertThat(found.text("outcome")).isEqualTo("COMPENSATED");
    assertThat(found.texts("undone")).containsExactly("create-order", "decrease-stock");
    assertThat(gateway.calls()).containsOnlyOnce(Call.INCREASE);
  }

  @Test
  void stepsAreRepairedOneByOne() {
    gateway.make(Call.DELETE, Manner.MASKED);
    var id = parked().saga();
    assertThat(Repairs.open(repairs.find(id)))
        .containsExactly(UNDO_STOCK, "create-order UNDO retry,skip,resolve");

    gateway.make(Call.DELETE, Manner.SOUND);
    var one = repairs.decideBy(id, "retry", "{\"reason\": \"back\", \"step\": \"create-order\"}");

    assertThat(Repairs.open(one.expect(200))).containsExactly(UNDO_STOCK);
    repairs
        .decideBy(id, "retry", "{\"reason\": \"back\", \"step\": \"create-order\"}")
        .expectProblem(422, "invalid-fields");
    repairs.decide(id, "resolve").expect(200);
    assertThat(cordee.api().order(id).text("outcome")).isEqualTo("COMPENSATED");
  }

  /** The payment was made, but the answer was lost: only a person can find out. */
  @ParameterizedTest
  @CsvSource({"done, CONFIRMED", "not_done, COMPENSATED"})
  void aPaymentInDoubtIsDecidedByWhatAPersonFound(String found, String outcome) {
    gateway.make(Call.PAY, Manner.DROPPED_AFTER);
    var id = cordee.api().post(Api.ORDERS, Api.order()).expectProblem(502, "needs-repair").saga();
    assertThat(Repairs.open(repairs.find(id)))
        .containsExactly("create-payment PIVOT retry,resolve");

    assertThat(repairs.decide(id, "skip").expectProblem(409, "repair-refused").text("detail"))
        .contains("create-payment");
    assertThat(repairs.decide(id, "resolve").expectProblem(422, "invalid-fields").fields())
        .containsExactly("outcome");
    var resolved =
        repairs.decideBy(
            id, "resolve", "{\"reason\": \"asked\", \"outcome\": \"%s\"}".formatted(found));

    assertThat(resolved.expect(200).text("state")).isEqualTo(outcome);
    assertThat(Repairs.audit(repairs.find(id)))
        .containsExactly("resolve create-payment " + found + " by API at 127.0.0.1: asked");
    assertThat(gateway.payments()).hasSize(1);
  }

  @Test
  void aDecisionRepeatedUnderItsKeyIsTakenOnce() {
    var id = parked().saga();
    var first = repairs.decide(id, "retry", "Idempotency-Key", "once").expect(200);

    var repeat = repairs.decide(id, "retry", "Idempotency-Key", "once").expect(200);

    assertThat(repeat.body()).isEqualTo(first.body());
    assertThat(Collections.frequency(gateway.calls(), Call.INCREASE)).isEqualTo(2);
    assertThat(Repairs.audit(repairs.find(id))).hasSize(1);
    repairs
        .decide(id, "skip", "Idempotency-Key", "once")
        .expectProblem(409, "idempotency-key-reused");
    repairs
        .decideBy(id, "retry", "{\"reason\": \"another\"}", "Idempotency-Key", "once")
        .expectProblem(409, "idempotency-key-reused");
  }

  @Test
  void aDecisionRepeatedAfterTheEndGetsItsAnswer() {
    var id = parked().saga();
    gateway.make(Call.INCREASE, Manner.SOUND);
    var first = repairs.decide(id, "retry", "Idempotency-Key", "last").expect(200);

    assertThat(repairs.decide(id, "retry", "Idempotency-Key", "last").expect(200).body())
        .isEqualTo(first.body());
    assertThat(repairs.decide(id, "retry").expectProblem(409, "repair-refused").text("detail"))
        .contains("needs no repair");
  }

  @Test
  void nobodyDecidesOnWhatIsBeingWorkedOn() {
    var id = parked().saga();
    gateway.make(Call.INCREASE, Manner.SLOW);
    var retrying =
        cordee.api().postLater(Api.REPAIRS + "/" + id + "/retry", "{\"reason\": \"try\"}");
    await("the second call")
        .until(() -> Collections.frequency(gateway.calls(), Call.INCREASE) == 2);

    assertThat(repairs.decide(id, "skip").expectProblem(409, "repair-refused").text("detail"))
        .contains("being worked on");

    assertThat(retrying.join().expect(200).text("state")).isEqualTo("COMPENSATED");
  }

  @Test
  void aSagaTerminatedFromOutsideIsSettledByHand() {
    var id = parked().saga();
    servers.temporal().newUntypedWorkflowStub(id.toString()).terminate("by a test");

    repairs.decide(id, "retry").expectProblem(409, "saga-ended-abnormally");
    repairs
        .decideBy(id, "resolve", "{\"reason\": \"x\", \"step\": \"nope\"}")
        .expectProblem(422, "invalid-fields");
    var settled = repairs.decide(id, "resolve", "Idempotency-Key", "by-hand").expect(200);

    assertThat(Repairs.open(settled)).isEmpty();
    assertThat(repairs.find(id).json().has("settled_at")).isTrue();
    assertThat(Repairs.audit(repairs.find(id)))
        .containsExactly("resolve decrease-stock - by marie: the service is back");
    assertThat(repairs.decide(id, "resolve", "Idempotency-Key", "by-hand").expect(200).body())
        .isEqualTo(settled.body());
    repairs.decide(id, "skip").expectProblem(409, "repair-refused");
    assertThat(gateway.calls()).containsOnlyOnce(Call.INCREASE);
  }

  @Test
  void theCommandLineDecidesAsTheApiDoes() throws Exception {
    var id = parked().saga();
    gateway.make(Call.INCREASE, Manner.SOUND);

    var said =
        servers.temporalCli(
            "workflow",
            "update",
            "execute",
            "--workflow-id",
            id.toString(),
            "--name",
            "retry",
            "--input",
            "{\"reason\": \"the service\\u0000 is back\", \"who\": \"paul\"}");

    assertThat(said).contains("retry of decrease-stock by paul: the service");
    assertThat(cordee.api().order(id).text("outcome")).isEqualTo("COMPENSATED");
    assertThat(Repairs.audit(repairs.find(id)))
        .containsExactly("retry decrease-stock - by paul: the service  is back");
    gateway.assertConserved();
  }

  @Test
  void withoutAWorkerNobodyTakesADecision() {
    var id = parked().saga();
    cordee.close();
    try (var api = Cordee.apiOnly(gateway.setting())) {
      new Repairs(api.api()).decide(id, "skip").expectProblem(503, "unavailable");
    }
    cordee = Cordee.apiAndWorker(gateway.setting(), "cordee.orders.patience=500ms");
    repairs = new Repairs(cordee.api());
    await("that somebody does")
        .atMost(Duration.ofSeconds(30))
        .until(() -> repairs.decide(id, "skip").status() != 503);
  }
}
