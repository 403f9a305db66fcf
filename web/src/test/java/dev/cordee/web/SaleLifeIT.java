package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cordee.activities.sales.SaleWorkflowsOpen.Fate;
import dev.cordee.web.sales.OpenSaleWorkflows;
import dev.cordee.workflows.sales.AppName;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sale after it was spawned: looked up, extended, ended. */
class SaleLifeIT {
  private static final RealServers servers = RealServers.get();
  private static final AppName PARIS = new AppName("market-paris");
  private static final String KEY = "Idempotency-Key";

  private static Cordee cordee;
  private static Sales api;
  private static SpawnedSales azure;

  @BeforeAll
  static void start() {
    cordee = Cordee.apiOnly("cordee.sales.wait=2s");
    api = new Sales(cordee.api());
    azure = SpawnedSales.start(servers);
  }

  @AfterAll
  static void stop() {
    azure.close();
    cordee.close();
  }

  @BeforeEach
  void reset() {
    azure.reset();
  }

  @Test
  void whatEndsIsGone() {
    api.spawn("Paris").expect(201);

    var ended = api.end("Paris").expect(200);

    assertThat(ended.text("saleId")).isEqualTo("Paris");
    assertThat(ended.text("appName")).isEqualTo("market-paris");
    assertThat(ended.text("state")).isEqualTo("STOPPED");
    assertThat(azure.apps()).isEmpty();
    assertThat(api.ids()).isEmpty();
    assertThat(api.find("Paris").expectProblem(404, "sale-ended").text("detail"))
        .contains("somebody ended it");
    assertThat(api.end("Paris").expect(200).json()).isEqualTo(ended.json());
  }

  @Test
  void anEndedSaleMayBeSpawnedAgainAtOnce() {
    for (var time = 0; time < 3; time++) {
      api.spawn("Paris").expect(201);
      api.end("Paris").expect(200);
    }

    assertThat(azure.created()).isEqualTo(3);
  }

  @Test
  void whileItIsRemovedItIsNotSpawned() {
    api.spawn("Paris").expect(201);
    azure.keep();

    var answer = api.end("Paris").expect(202);

    assertThat(answer.text("state")).isEqualTo("STOPPING");
    assertThat(answer.header("location")).hasValue("/sales/Paris");
    assertThat(api.spawn("Paris").expectProblem(409, "sale-ending").header("retry-after"))
        .isPresent();
    assertThat(api.find("Paris").expect(200).text("state")).isEqualTo("STOPPING");
    azure.letGo();
    await().until(() -> api.find("Paris").status() == 404);
    api.spawn("Paris").expect(201);
  }

  @Test
  void aSaleThatStartsMayBeEnded() {
    azure.makeSlowly();
    var spawned = api.spawnLater("Paris");
    await().until(() -> azure.created() == 1);

    api.end("Paris").expect(200);

    spawned.join().expectProblem(409, "sale-ending");
    assertThat(azure.apps()).isEmpty();
  }

  @Test
  void whoEndsASaleTwiceDoesNotEndOneThatLooksAlike() {
    api.spawn("Paris").expect(201);
    api.spawn("paris").expect(201);
    api.end("Paris").expect(200);

    api.end("Paris").expect(200);

    assertThat(api.ids()).containsExactly("paris");
  }

  @Test
  void itIsFoundByWhateverNamesIt() {
    api.spawn("Lyon-2").expect(201);

    for (var name : new String[] {"Lyon-2", "market-lyon-2", "lyon-2", "LYON%202"}) {
      assertThat(api.find(name).expect(200).text("id")).as(name).isEqualTo("Lyon-2");
    }
    assertThat(api.end("lyon-2").expect(200).text("saleId")).isEqualTo("Lyon-2");
  }

  @Test
  void whatNobodyLooksAfterIsRemovedWhenItIsEnded() {
    api.spawn("Paris").expect(201);
    azure.orphan(PARIS);

    api.end("Paris").expect(200);

    assertThat(azure.apps()).isEmpty();
  }

  @Test
  void itGoesOnForLonger() {
    api.spawn("Paris", 60).expect(201);
    var before = Instant.parse(api.find("Paris").text("expires_at"));

    var first = api.extend("Paris", "30", KEY, "once").expect(200);
    var repeat = api.extend("Paris", "30", KEY, "once").expect(200);

    assertThat(Instant.parse(first.text("expires_at"))).isEqualTo(before.plusSeconds(1800));
    assertThat(repeat.text("expires_at")).isEqualTo(first.text("expires_at"));
  }

  @Test
  void itDoesNotGoOnForTooLong() {
    api.spawn("Paris", 10_000).expect(201);

    var problem = api.extend("Paris", "100").expectProblem(422, "invalid-fields");

    assertThat(problem.fields()).containsExactly("additional_minutes");
  }

  @Test
  void whatIsOverIsNotExtended() {
    api.spawn("Paris").expect(201);
    api.end("Paris").expect(200);

    api.extend("Paris", "30").expectProblem(409, "sale-not-running");
  }

  @Test
  void temporalTellsWhichSalesHaveAWorkflow() {
    var open = new OpenSaleWorkflows(servers.temporal());
    api.spawn("Lyon").expect(201);

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> open.running().contains(new AppName("market-lyon")));
    assertThat(open.fate(new AppName("market-lyon"))).isEqualTo(new Fate.Running());
    assertThat(open.fate(new AppName("market-never-was"))).isEqualTo(new Fate.Unknown());
    api.end("Lyon").expect(200);
    await()
        .untilAsserted(
            () ->
                assertThat(open.fate(new AppName("market-lyon"))).isInstanceOf(Fate.Closed.class));
  }
}
