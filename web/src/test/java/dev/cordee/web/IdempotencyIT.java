package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.DeleteWorkflowExecutionRequest;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A request repeated under its Idempotency-Key gets the first answer and runs nothing. */
class IdempotencyIT {
  private static final String CHECKOUT = "/api/commande/checkout";
  private static final String HEADER = "Idempotency-Key";

  private static final RealServers servers = RealServers.get();
  private static final Shop shop = servers.shop();
  private static Cordee cordee;
  private static Cordee worker;

  private final String key = UUID.randomUUID().toString();

  @BeforeAll
  static void start() {
    worker = Cordee.workerOnly();
    cordee = Cordee.apiOnly();
  }

  @AfterAll
  static void stop() {
    cordee.close();
    worker.close();
  }

  @BeforeEach
  void reset() {
    shop.reset();
  }

  @Test
  void twentyAtOnceAreOneOrder() {
    var calls =
        Stream.generate(() -> cordee.api().checkoutLater(4, HEADER, key)).limit(20).toList();
    var answers = calls.stream().map(CompletableFuture::join).toList();

    answers.forEach(answer -> answer.expect(200));
    assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
    assertThat(answers.getFirst().text("etat_final")).isEqualTo("CONFIRMEE");
    var saga = answers.getFirst().saga();
    assertThat(shop.sales(4)).isEqualTo(1);
    assertThat(shop.calls(saga)).containsExactly("panier", "reserver", "payer", "vente");
    await("one workflow in Temporal's visibility").until(() -> workflows(saga) == 1);
    shop.assertConserved();
  }

  @Test
  void aRepeatAfterTheEndGetsTheFirstAnswer() {
    for (var client : new long[] {1, 2, 3, 4}) {
      var first = cordee.api().checkout(client, HEADER, key + client).expect(200);
      var calls = shop.calls(first.saga());

      var repeat = cordee.api().checkout(client, HEADER, key + client).expect(200);

      assertThat(repeat.body()).isEqualTo(first.body());
      assertThat(shop.calls(first.saga())).isEqualTo(calls);
    }
  }

  @Test
  void aRepeatAfterARestartOfTheApiGetsTheFirstAnswer() {
    var first = cordee.api().checkout(4, HEADER, key).expect(200);

    cordee.close();
    cordee = Cordee.apiOnly();

    var repeat = cordee.api().checkout(4, HEADER, key).expect(200);
    assertThat(repeat.body()).isEqualTo(first.body());
    assertThat(shop.sales(4)).isEqualTo(1);
  }

  @Test
  void aRepeatAfterTemporalForgotTheWorkflowGetsTheFirstAnswer() {
    var first = cordee.api().checkout(4, HEADER, key).expect(200);
    deleteFromTemporal(first.saga());

    var repeat = cordee.api().checkout(4, HEADER, key).expect(200);

    assertThat(repeat.body()).isEqualTo(first.body());
    assertThat(shop.sales(4)).isEqualTo(1);
    cordee
        .api()
        .post(CHECKOUT, Api.order(4, 2), HEADER, key)
        .expectProblem(409, "idempotency-key-reused");
  }

  @Test
  void theSameKeyWithAnotherBodyIsAConflictAfterTheEnd() {
    var first = cordee.api().checkout(4, HEADER, key).expect(200);

    assertConflict();

    assertThat(shop.effects(first.saga())).containsExactly("reserver", "payer", "vente");
    assertThat(cordee.api().checkout(4, HEADER, key).body()).isEqualTo(first.body());
  }

  @Test
  void theSameKeyWithAnotherBodyIsAConflictWhileTheOrderRuns() {
    var hold = shop.fault("'service':'stock','kind':'hold_before'");
    var first = cordee.api().checkoutLater(4, HEADER, key);
    shop.awaitHeld(hold, 1);

    assertConflict();

    shop.release(hold);
    assertThat(first.join().expect(200).text("etat_final")).isEqualTo("CONFIRMEE");
    assertThat(shop.sales(4)).isEqualTo(1);
    assertThat(shop.sales(5)).isZero();
  }

  private void assertConflict() {
    for (var other : new String[] {Api.order(5, 1), Api.order(4, 2)}) {
      cordee.api().post(CHECKOUT, other, HEADER, key).expectProblem(409, "idempotency-key-reused");
    }
  }

  @Test
  void theSameBodyInOtherBytesIsTheSameRequest() {
    var first = cordee.api().checkout(4, HEADER, key).expect(200);

    var repeat = cordee.api().post(CHECKOUT, "{\n\"magasin_id\":1,\"client_id\":4}", HEADER, key);

    assertThat(repeat.expect(200).body()).isEqualTo(first.body());
  }

  @Test
  void aKeyOf255CharactersIsAKey() {
    var longest = (key + "!~".repeat(200)).substring(0, 255);

    var first = cordee.api().checkout(4, HEADER, longest).expect(200);

    assertThat(cordee.api().checkout(4, HEADER, longest).body()).isEqualTo(first.body());
    assertThat(shop.sales(4)).isEqualTo(1);
  }

  @Test
  void withoutAKeyEachRequestIsAnOrderOfItsOwn() {
    var first = cordee.api().checkout(4).expect(200);
    var second = cordee.api().checkout(4).expect(200);

    assertThat(second.saga()).isNotEqualTo(first.saga());
    assertThat(shop.sales(4)).isEqualTo(2);
  }

  private static long workflows(UUID id) {
    return servers.temporal().countWorkflows("WorkflowId = '" + id + "'").getCount();
  }

  private static void deleteFromTemporal(UUID id) {
    var client = servers.temporal();
    client
        .getWorkflowServiceStubs()
        .blockingStub()
        .deleteWorkflowExecution(
            DeleteWorkflowExecutionRequest.newBuilder()
                .setNamespace(TemporalServer.NAMESPACE)
                .setWorkflowExecution(WorkflowExecution.newBuilder().setWorkflowId(id.toString()))
                .build());
    await("Temporal to forget " + id)
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThatExceptionOfType(WorkflowNotFoundException.class)
                    .isThrownBy(client.newUntypedWorkflowStub(id.toString())::describe));
  }
}
