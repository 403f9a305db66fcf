package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cordee.activities.sales.AppNames;
import dev.cordee.workflows.sales.AppName;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Spawning a sale: what each outcome is answered with, and what a repeat gets. */
class SaleApiIT {
  private static final AppName PARIS = new AppName("market-paris");

  private static Cordee cordee;
  private static Sales api;
  private static SpawnedSales azure;

  @BeforeAll
  static void start() {
    cordee = Cordee.apiOnly("cordee.sales.wait=3s");
    api = new Sales(cordee.api());
    azure = SpawnedSales.start(RealServers.get());
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
  void aSaleGoesLive() {
    var answer = api.spawn("Paris", 240).expect(201);

    assertThat(answer.header("location")).hasValue("/sales/Paris");
    assertThat(answer.text("saleId")).isEqualTo("Paris");
    assertThat(answer.text("appName")).isEqualTo("market-paris");
    assertThat(answer.text("url")).isEqualTo("wss://market-paris.example");
    assertThat(answer.text("state")).isEqualTo("LIVE");
    assertThat(Instant.parse(answer.text("expires_at")))
        .isBetween(Instant.now().plusSeconds(14_300), Instant.now().plusSeconds(14_400));
    assertThat(azure.apps()).containsExactly(PARIS);
  }

  @Test
  void theListTellsOfIt() {
    api.spawn("Paris").expect(201);

    var sale = api.only();

    assertThat(sale.path("id").asString()).isEqualTo("Paris");
    assertThat(sale.path("name").asString()).isEqualTo("market-paris");
    assertThat(sale.path("url").asString()).isEqualTo("wss://market-paris.example");
    assertThat(sale.path("state").asString()).isEqualTo("LIVE");
    assertThat(sale.path("version").asString()).isEqualTo("1.4.2");
    assertThat(sale.path("adopted").asBoolean()).isFalse();
    assertThat(sale.path("ends_soon").asBoolean()).isFalse();
    assertThat(sale.has("history")).isFalse();
  }

  @Test
  void theSameAgainIsTheSameSale() {
    var first = api.spawn("Paris").expect(201);

    assertThat(api.spawn("Paris").expect(200).json()).isEqualTo(first.json());
    assertThat(api.spawn("Paris", 1).expect(200).json()).isEqualTo(first.json());
    assertThat(azure.created()).isEqualTo(1);
  }

  @Test
  void twentyAtOnceGetOneSale() {
    var answers =
        IntStream.range(0, 20).mapToObj(_ -> api.spawnLater("Paris")).toList().stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(answers).extracting(Answer::status).containsOnly(200, 201).containsOnlyOnce(201);
    assertThat(answers).extracting(Answer::json).containsOnly(answers.getFirst().json());
    assertThat(azure.created()).isEqualTo(1);
  }

  @Test
  void idsThatLookAlikeAreSalesOfTheirOwn() {
    for (var id : List.of("Paris", "paris", "PARIS", "Pâris")) {
      api.spawn(id).expect(201);
    }

    assertThat(api.ids()).containsExactlyInAnyOrder("Paris", "paris", "PARIS", "Pâris");
    assertThat(azure.apps()).hasSize(4).contains(PARIS);
  }

  @Test
  void whatAzureRefusesIsToldInItsWords() {
    azure.refuse("AuthorizationFailed: The client may not do this: ask.");

    var problem = api.spawn("Paris").expectProblem(502, "engine-failed");

    assertThat(problem.text("azure_code")).isEqualTo("AuthorizationFailed");
    assertThat(problem.text("azure_message")).isEqualTo("The client may not do this: ask.");
    assertThat(api.list().json()).isEmpty();
    var failed = api.find("Paris").expect(200);
    assertThat(failed.text("state")).isEqualTo("FAILED");
    assertThat(failed.text("failure")).isEqualTo("REFUSED");
    assertThat(failed.json().path("history")).isNotEmpty();
  }

  @Test
  void whatFailedMayBeTriedAgainAtOnce() {
    azure.refuse("Oops: not now");
    api.spawn("Paris").expect(502);
    azure.refuse("Oops: still not");
    assertThat(api.spawn("Paris").expect(502).text("azure_message")).isEqualTo("still not");
    azure.reset();

    api.spawn("Paris").expect(201);
  }

  @Test
  void moreThanMayBeAreRefused() {
    azure
        .tables()
        .sql(
            """
            INSERT INTO sale (app_name, sale_id, run, origin, state, reason, requested_at)
            SELECT 'market-filler-' || n, 'filler ' || n, 'x', 'SPAWNED', 'LIVE', '', now()
              FROM generate_series(1, ?) AS n
            """)
        .param(SpawnedSales.MOST)
        .update();

    var problem = api.spawn("Paris").expectProblem(429, "too-many-sales");

    assertThat(problem.header("retry-after")).isPresent();
    assertThat(api.find("Paris").expect(200).text("failure")).isEqualTo("QUOTA");
    assertThat(azure.apps()).isEmpty();
  }

  @Test
  void whoWouldRatherNotWaitIsToldWhereToLook() {
    azure.makeSlowly();

    var answer = api.spawn("Paris", "Prefer", Api.ASYNC).expect(202);

    assertThat(answer.header("location")).hasValue("/sales/Paris");
    assertThat(answer.text("state")).isEqualTo("STARTING");
    assertThat(api.find("Paris").expect(200).text("state")).isEqualTo("STARTING");
    azure.makeAtOnce();
    await().until(() -> api.find("Paris").text("state").equals("LIVE"));
    api.spawn("Paris", "Prefer", Api.ASYNC).expect(200);
  }

  @Test
  void whatTakesTooLongGoesOn() {
    azure.makeSlowly();

    api.spawn("Paris").expect(202);
    var joined = api.spawnLater("Paris");
    azure.makeAtOnce();

    assertThat(joined.join().expect(200).text("state")).isEqualTo("LIVE");
    assertThat(azure.created()).isEqualTo(1);
  }

  @Test
  void anAppsNameThatIsAnothersIsNotTaken() {
    api.spawn("Paris").expect(201);
    azure.tables().sql("UPDATE sale SET sale_id = 'something else'").update();

    api.spawn("Paris").expectProblem(409, "name-taken");
    assertThat(azure.created()).isEqualTo(1);
  }

  @Test
  void anOrphanIsTakenUpByWhoWantsIt() {
    api.spawn("Paris").expect(201);
    azure.orphan(PARIS);
    assertThat(api.only().has("orphan_since")).isTrue();

    api.spawn("Paris").expect(201);

    assertThat(api.only().has("orphan_since")).isFalse();
    assertThat(azure.created()).isEqualTo(1);
  }

  @Test
  void oneThatNobodyGoesOnRemovingIsTakenUp() {
    api.spawn("Paris").expect(201);
    azure.keep();
    api.end("Paris").expect(202);
    azure.orphan(PARIS);
    azure.letGo();

    assertThat(api.spawn("Paris").expect(201).text("state")).isEqualTo("LIVE");
  }

  @Test
  void anIdThatIsNoPartOfAPathIsFoundByItsApp() {
    var ids = List.of("Vente du 3/4", "100% laine", "a;b", "back\\\\slash");

    for (var id : ids) {
      var answer = api.spawn(id).expect(201);

      var location = answer.header("location").orElseThrow();
      assertThat(location).endsWith("/" + new AppName(answer.text("appName")).suffix());
      assertThat(api.find(location.substring("/sales/".length())).expect(200).json().path("id"))
          .isEqualTo(answer.json().path("saleId"));
    }
  }

  @Test
  void anIdWithOtherLettersIsFoundByItself() {
    var answer = api.spawn("Élysée à 18 h ?").expect(201);

    var location = answer.header("location").orElseThrow();
    assertThat(location).isEqualTo("/sales/%C3%89lys%C3%A9e%20%C3%A0%2018%20h%20%3F");
    assertThat(api.find(location.substring("/sales/".length())).expect(200).text("id"))
        .isEqualTo("Élysée à 18 h ?");
  }

  @Test
  void whatSeveralSalesMayBeMeantByNamesThem() {
    var decomposed = AppNames.id("E\u0301lyse\u0301e").value();
    api.spawn("élysée").expect(201);
    assertThat(api.find("Elysee").expect(200).text("id")).isEqualTo("élysée");
    api.spawn(decomposed).expect(201);

    var problem = api.find("Elysee").expectProblem(409, "ambiguous-sale");

    assertThat(problem.texts("candidates"))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of("élysée", decomposed)
                .map(id -> AppNames.of(AppNames.id(id)).value())
                .toList());
    api.end("Elysee").expectProblem(409, "ambiguous-sale");
  }

  @Test
  void metricsTellOfSales() {
    api.spawn("Paris").expect(201);
    azure.orphan(PARIS);

    await()
        .untilAsserted(
            () -> {
              assertThat(cordee.api().metric("cordee_sales{state=\"LIVE\"}")).isEqualTo(1);
              assertThat(cordee.api().metric("cordee_sales_orphans")).isEqualTo(1);
              assertThat(cordee.api().metric("cordee_sales_list_age_seconds")).isBetween(0.0, 60.0);
              assertThat(
                      cordee
                          .api()
                          .metric("cordee_sales_waiting_oldest_seconds{state=\"STOPPING\"}"))
                  .isZero();
            });
  }
}
