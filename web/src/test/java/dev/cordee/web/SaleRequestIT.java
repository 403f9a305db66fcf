package dev.cordee.web;

import static dev.cordee.web.Malformed.fieldsOf;
import static dev.cordee.web.Malformed.post;
import static dev.cordee.web.Malformed.route;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests about sales that cannot be taken, and answers while nothing is known of sales. */
class SaleRequestIT {
  private static final String EXTEND = "/sales/Nowhere/extend";

  private static final RealServers servers = RealServers.get();
  private static Cordee cordee;
  private static RawHttp http;
  private static Sales api;

  @BeforeAll
  static void start() {
    cordee = Cordee.apiOnly();
    http = new RawHttp(cordee.api().port());
    api = new Sales(cordee.api());
  }

  @AfterAll
  static void stop() {
    cordee.close();
  }

  @BeforeEach
  void readTheList() {
    servers.database().sql("TRUNCATE sale, sale_event, sale_census").update();
    census("INSERT INTO sale_census (listed_at) VALUES (now() - interval '90 seconds')");
  }

  private static void census(String sql) {
    servers.database().sql("DELETE FROM sale_census").update();
    servers.database().sql(sql).update();
  }

  static Stream<Malformed> wrong() {
    return Stream.of(wrongSales(), wrongExtensions(), wrongRoutes()).flatMap(cases -> cases);
  }

  private static Malformed spawn(String body, String... fields) {
    return fieldsOf(Sales.SPAWN, body, fields);
  }

  private static Malformed ttl(String value) {
    return spawn("{\"saleId\": \"Paris\", \"ttl_minutes\": " + value + "}", "ttl_minutes");
  }

  private static Stream<Malformed> wrongSales() {
    return Stream.of(
        spawn("{}", "saleId"),
        spawn("{\"saleId\": null}", "saleId"),
        spawn("{\"saleId\": \"\"}", "saleId"),
        spawn("{\"saleId\": \"  \"}", "saleId"),
        spawn("{\"saleId\": \" Paris\"}", "saleId"),
        spawn("{\"saleId\": \"!!!\"}", "saleId"),
        spawn("{\"saleId\": \"a\\u0000b\"}", "saleId"),
        spawn("{\"saleId\": \"\\ud800\"}", "saleId"),
        spawn("{\"saleId\": \"" + "x".repeat(201) + "\"}", "saleId"),
        spawn("{\"saleId\": 7}", "saleId"),
        spawn("{\"sale_id\": \"Paris\"}", "saleId", "sale_id"),
        ttl("0"),
        ttl("-1"),
        ttl("1.5"),
        ttl("10081"),
        ttl("1e999"),
        ttl("\"60\""),
        spawn("{\"saleId\": \"\", \"ttl_minutes\": 0}", "saleId", "ttl_minutes"),
        spawn("[]", ""),
        post(Sales.SPAWN, "", 400, "malformed-json"),
        post(Sales.SPAWN, "{", 400, "malformed-json"));
  }

  private static Stream<Malformed> wrongExtensions() {
    return Stream.of(
        fieldsOf(EXTEND, "{}", "additional_minutes"),
        fieldsOf(EXTEND, "{\"additional_minutes\": 0}", "additional_minutes"),
        fieldsOf(EXTEND, "{\"additional_minutes\": 0.5}", "additional_minutes"),
        fieldsOf(EXTEND, "{\"additional_minutes\": 10081}", "additional_minutes"),
        post(EXTEND, "{\"additional_minutes\": 1}", 404, "unknown-sale"));
  }

  private static Stream<Malformed> wrongRoutes() {
    return Stream.of(
        route("GET /sales/Nowhere", 404, "unknown-sale"),
        route("GET /sales/spawn", 404, "unknown-sale"),
        route("DELETE /sales/Nowhere", 404, "unknown-sale"),
        route("DELETE /sales", 405, "method-not-allowed"),
        route("POST /sales", 405, "method-not-allowed"),
        route("GET /sales/a%2Fb", 400, "bad-request"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void whatCannotBeTakenIsRefused(Malformed request) throws IOException {
    var answer = http.exchange(request.head(), request.body());

    answer.expectProblem(request.status(), request.type());
    assertThat(answer.fields()).isEqualTo(request.fields());
    assertThat(servers.database().sql("SELECT count(*) FROM sale").query(Long.class).single())
        .isZero();
  }

  @Test
  void whileNoWorkerHasSaidAnythingNothingIsKnown() {
    servers.database().sql("DELETE FROM sale_census").update();

    for (var answer : everyRoute()) {
      answer.expectProblem(503, "sales-worker-silent");
    }
  }

  @Test
  void whileSettingsAreMissingTheyAreNamed() {
    census("INSERT INTO sale_census (missing) VALUES ('AZURE_TENANT_ID,ENGINE_IMAGE')");

    for (var answer : everyRoute()) {
      answer.expectProblem(503, "sales-not-configured");
      assertThat(answer.texts("missing")).containsExactly("AZURE_TENANT_ID", "ENGINE_IMAGE");
      assertThat(answer.text("detail")).contains("AZURE_TENANT_ID, ENGINE_IMAGE");
    }
  }

  @Test
  void beforeTheListIsReadNobodyKnowsWhichSalesThereAre() {
    census("INSERT INTO sale_census (trouble) VALUES ('AuthorizationFailed: no')");

    for (var answer : everyRoute()) {
      answer.expectProblem(503, "sales-not-read-yet");
      assertThat(answer.header("retry-after")).isPresent();
      assertThat(answer.text("detail")).contains("AuthorizationFailed: no");
    }
  }

  @Test
  void whatNoWorkerHasLookedAtYetIsKnownAllTheSame() {
    try {
      api.spawn("Marseille", "Prefer", Api.ASYNC).expect(202);

      var sale = api.find("Marseille").expect(200);
      assertThat(sale.text("state")).isEqualTo("STARTING");
      assertThat(sale.text("reason")).contains("no worker has looked at it yet");
      assertThat(api.find("market-marseille").expect(200).text("id")).isEqualTo("Marseille");
      api.spawn("Marseille", "Prefer", Api.ASYNC).expect(202);
    } finally {
      servers.temporal().newUntypedWorkflowStub("sale-marseille").terminate("end of a test");
    }
    api.find("Marseille").expectProblem(404, "unknown-sale");
  }

  private static List<Answer> everyRoute() {
    return List.of(
        api.list(),
        api.find("Paris"),
        api.spawn("Paris"),
        api.end("Paris"),
        api.extend("Paris", "1"));
  }

  @Test
  void theListTellsHowOldItIs() {
    var answer = api.list().expect(200);

    assertThat(Long.parseLong(answer.header("age").orElseThrow())).isBetween(90L, 150L);
    assertThat(answer.header("warning")).isEmpty();
  }

  @Test
  void whileTheListCannotBeReadTheLastOneIsTold() {
    census("INSERT INTO sale_census (listed_at, trouble) VALUES (now(), 'throttled')");

    assertThat(api.list().expect(200).header("warning").orElseThrow()).startsWith("111 ");
  }

  @Test
  void aWorkerWithoutAzureSaysSo() {
    try (var _ = Cordee.workerOnly()) {
      api.list().expectProblem(503, "sales-not-configured");
    }
    try (var _ = Cordee.workerOnly("cordee.sales.tenant-id=00000000-0000-0000-0000-000000000000")) {
      var missing = api.list().expectProblem(503, "sales-not-configured").texts("missing");
      assertThat(missing)
          .contains("AZURE_CLIENT_SECRET", "ENGINE_IMAGE")
          .doesNotContain("AZURE_TENANT_ID");
    }
  }

  @Test
  void theDocumentTellsOfEveryRoute() {
    var document = cordee.api().get("/docs/openapi").expect(200).json();

    assertThat(document.path("paths").propertyNames())
        .contains("/sales", "/sales/spawn", "/sales/{id}", "/sales/{id}/extend");
  }
}
