package dev.cordee.web;

import static dev.cordee.web.Malformed.fieldsOf;
import static dev.cordee.web.Malformed.post;
import static dev.cordee.web.Malformed.route;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cordee.web.Gateway.Call;
import dev.cordee.web.Gateway.Manner;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Three orders wait for a person: how they are listed and counted, and what is no decision. */
class RepairListIT {
  private static final String ANY_ID = "7f9c24e8-3b12-4fef-91e0-5b1a4c4f0d55";
  private static final String GAUGE = "cordee_sagas_needing_repair{type=\"orders\"}";

  private static final String ORDER =
      "{\"user_id\":1,\"items\":[{\"product_id\":1,\"quantity\":1}]}";

  private static final RealServers servers = RealServers.get();
  private static Gateway gateway;
  private static Cordee cordee;
  private static Repairs repairs;
  private static RawHttp http;
  private static List<UUID> waiting;

  @BeforeAll
  static void start() throws IOException {
    gateway = Gateway.start();
    cordee = Cordee.apiAndWorker(gateway.setting());
    http = new RawHttp(cordee.api().port());
    repairs = new Repairs(cordee.api());
    gateway.make(Call.PAY, Manner.MASKED);
    gateway.make(Call.INCREASE, Manner.MASKED);
    waiting = Stream.generate(RepairListIT::park).limit(3).toList();
  }

  private static UUID park() {
    return cordee.api().post(Api.ORDERS, ORDER).expectProblem(502, "needs-repair").saga();
  }

  @AfterAll
  static void stop() {
    repairs.settleAll();
    cordee.close();
    gateway.close();
  }

  @Test
  void theLongestWaitingComesFirst() {
    var list = repairs.list();

    assertThat(list.json().path("count").asInt()).isEqualTo(3);
    assertThat(sagas(list)).isEqualTo(waiting);
  }

  @Test
  void aListMayBeCutShortButCountsThemAll() {
    var list = cordee.api().get(Api.REPAIRS + "?limit=2").expect(200);

    assertThat(list.json().path("count").asInt()).isEqualTo(3);
    assertThat(sagas(list)).isEqualTo(waiting.subList(0, 2));
  }

  private static List<UUID> sagas(Answer list) {
    return StreamSupport.stream(list.json().path("repairs").spliterator(), false)
        .map(repair -> UUID.fromString(repair.path("saga_id").asString()))
        .toList();
  }

  @Test
  void aLineTellsWhatIsToBeDone() {
    var line = repairs.list().json().path("repairs").get(0);

    assertThat(line.path("type").asString()).isEqualTo("orders");
    assertThat(line.path("since").asString()).matches("20\\d\\d-.*T.*Z");
    assertThat(line.path("age_seconds").asLong()).isBetween(0L, 300L);
    assertThat(line.path("facts").path("user_id").asLong()).isEqualTo(1);
    assertThat(line.path("cause").path("step").asString()).isEqualTo("create-payment");
    assertThat(line.path("cause").path("reason").asString()).contains("500");
    assertThat(Repairs.open(line.path("open")))
        .containsExactly("decrease-stock UNDO retry,skip,resolve");
    assertThat(line.path("open").get(0).path("problem").asString()).contains("500");
    assertThat(line.path("undone").toString()).isEqualTo("[\"create-order\"]");
    assertThat(line.path("not_undone").toString()).isEqualTo("[\"decrease-stock\"]");
    assertThat(line.has("decisions")).isFalse();
  }

  @Test
  void itsLinksLeadSomewhere() {
    var links = repairs.list().json().path("repairs").get(0).path("links");

    assertThat(links.propertyNames()).containsOnly("self", "saga", "retry", "skip", "resolve");
    for (var link : List.of("self", "saga")) {
      assertThat(cordee.api().get(links.path(link).asString()).expect(200).saga())
          .isEqualTo(waiting.getFirst());
    }
    cordee.api().post(links.path("retry").asString(), "{}").expectProblem(422, "invalid-fields");
  }

  @Test
  void theGaugeGoesUpAndDown() {
    await().until(() -> cordee.api().metric(GAUGE) == 3);

    var fourth = park();
    await().until(() -> cordee.api().metric(GAUGE) == 4);

    repairs.decide(fourth, "skip").expect(200);
    await().until(() -> cordee.api().metric(GAUGE) == 3);
    assertThat(cordee.api().metric("cordee_sagas_needing_repair{type=\"checkout\"}")).isZero();
  }

  @Test
  void theAuditIsInTheDatabase() {
    var saga = park();
    repairs.decide(saga, "retry", "Idempotency-Key", "audited").expect(200);
    repairs.decide(saga, "resolve").expect(200);

    var rows =
        servers
            .database()
            .sql(
                "SELECT id, action, array_to_string(steps, ',') AS steps, who, reason FROM"
                    + " saga_repair_decision WHERE saga_id = :saga ORDER BY decided_at")
            .param("saga", saga)
            .query()
            .listOfRows();

    assertThat(rows).extracting("action").containsExactly("RETRY", "RESOLVE");
    assertThat(rows).extracting("steps").containsOnly("decrease-stock");
    assertThat(rows).extracting("who").containsOnly("marie");
    assertThat(rows).extracting("reason").containsOnly("the service is back");
    assertThat(rows.getFirst()).containsEntry("id", "audited");
  }

  @ParameterizedTest
  @MethodSource({"wrongDecisions", "wrongRoutes"})
  void whatIsNoDecisionIsRefusedAndDecidesNothing(Malformed request) throws IOException {
    var answer = http.exchange(request.head(), request.body());

    answer.expectProblem(request.status(), request.type());
    assertThat(answer.fields()).isEqualTo(request.fields());
    assertThat(Repairs.audit(repairs.find(waiting.getFirst()))).isEmpty();
  }

  private static Malformed decision(String action, String body, String... named) {
    return fieldsOf(Api.REPAIRS + "/" + waiting.getFirst() + "/" + action, body, named);
  }

  static Stream<Malformed> wrongDecisions() {
    return Stream.of(
        decision("retry", "{}", "reason"),
        decision("skip", "{\"reason\": null}", "reason"),
        decision("resolve", "{\"reason\": \"\"}", "reason"),
        decision("retry", "{\"reason\": \" \\n\\t \"}", "reason"),
        decision("retry", "{\"reason\": 5}", "reason"),
        decision("retry", "{\"reason\": true}", "reason"),
        decision("retry", "{\"reason\": [\"x\"]}", "reason"),
        decision("retry", "{\"reason\": \"" + "x".repeat(501) + "\"}", "reason"),
        decision("retry", "{\"reason\": \"a\\u0000b\"}", "reason"),
        decision("retry", "{\"reason\": \"a\\ud800b\"}", "reason"),
        decision("retry", "{\"reason\": \"x\", \"who\": 7}", "who"),
        decision("retry", "{\"reason\": \"x\", \"who\": \"" + "w".repeat(101) + "\"}", "who"),
        decision("retry", "{\"reason\": \"x\", \"step\": {}}", "step"),
        decision("retry", "{\"reason\": \"x\", \"step\": \"nope\"}", "step"),
        decision("retry", "{\"reason\": \"x\", \"steps\": \"decrease-stock\"}", "steps"),
        decision("retry", "{\"reason\": \"x\", \"outcome\": \"done\"}", "outcome"),
        decision("resolve", "{\"reason\": \"x\", \"outcome\": \"perhaps\"}", "outcome"),
        decision("resolve", "{\"reason\": \"x\", \"outcome\": \"done\"}", "outcome"),
        decision("retry", "{\"who\": 1, \"x\": 1}", "reason", "who", "x"),
        decision("retry", "\"x\"", ""));
  }

  static Stream<Malformed> wrongRoutes() {
    var first = Api.REPAIRS + "/" + waiting.getFirst();
    var sound = "{\"reason\": \"x\"}";
    return Stream.of(
        post(first + "/retry", "", 400, "malformed-json"),
        post(first + "/retry", "{\"reason\": ", 400, "malformed-json"),
        post(first + "/nope", sound, 404, "not-found"),
        post(first, sound, 405, "method-not-allowed"),
        post(Api.REPAIRS + "/" + ANY_ID + "/retry", sound, 404, "unknown-repair"),
        fieldsOf(Api.REPAIRS + "/42/retry", sound, "id"),
        route("GET " + Api.REPAIRS + "/" + ANY_ID, 404, "unknown-repair"),
        route("GET " + Api.REPAIRS + "/42", 422, "invalid-fields", "id"),
        route("GET " + first + "/retry", 405, "method-not-allowed"),
        route("DELETE " + first, 405, "method-not-allowed"),
        route("GET " + Api.REPAIRS + "?limit=0", 422, "invalid-fields", "limit"),
        route("GET " + Api.REPAIRS + "?limit=501", 422, "invalid-fields", "limit"),
        route("GET " + Api.REPAIRS + "?limit=-1", 422, "invalid-fields", "limit"),
        route("GET " + Api.REPAIRS + "?limit=x", 422, "invalid-fields", "limit"),
        route("GET " + Api.REPAIRS + "?limit=1.0", 422, "invalid-fields", "limit"),
        route("GET " + Api.REPAIRS + "?limit=1&limit=2", 422, "invalid-fields", "limit"));
  }
}
