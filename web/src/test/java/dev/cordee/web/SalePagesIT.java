package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cordee.workflows.sales.AppName;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages about sales, as a browser without a script gets them. */
class SalePagesIT {
  private static final String PAGE = "/ui/sales";
  private static final AppName PARIS = new AppName("market-paris");
  private static final Duration SOON = Duration.ofSeconds(20);

  private static Cordee cordee;
  private static Api operator;
  private static Api viewer;
  private static SpawnedSales azure;

  @BeforeAll
  static void start() {
    cordee = Cordee.apiOnly(Keyring.SETTINGS);
    operator = cordee.api().as(Keyring.OPERATOR);
    viewer = cordee.api().as(Keyring.VIEWER);
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
  void aSaleIsOpenedFromThePageAndSeenGoingLive() {
    var away = operator.submit(PAGE, "saleId", "Paris", "ttl_minutes", "240").expect(303);

    var page = away.header("Location").orElseThrow();
    assertThat(page).startsWith("/ui/sales?told=");
    assertThat(operator.get(page).expect(200).body()).contains("Done:", "its engine is being made");
    awaitBody(PAGE + "/market-paris", "wss://market-paris.example");
    assertThat(operator.get(PAGE).expect(200).body())
        .contains("sale-market-paris", "wss://market-paris.example", "3 h 59 min", "Open now: 1");
  }

  @Test
  void whatItCostsIsShownAsAnEstimate() {
    spawn("Paris");
    spawn("Lyon");

    var page = operator.get(PAGE).expect(200).body();

    assertThat(page).contains("about €0.108 an hour, at €0.054 for each", "an estimate");
  }

  @Test
  void aSaleIsExtendedAndStoppedFromItsPage() {
    operator.submit(PAGE, "saleId", "Paris", "ttl_minutes", "60").expect(303);
    awaitBody(PAGE + "/market-paris", "wss://market-paris.example");

    var extended = operator.submit(PAGE + "/market-paris/extend", "additional_minutes", "120");
    assertThat(told(extended)).contains("extended by 120 minutes");
    awaitBody(PAGE + "/market-paris", "2 h 59 min");

    var stopped = operator.submit(PAGE + "/market-paris/stop", "reason", "the hall is closed");
    assertThat(told(stopped)).contains("Done:");
    awaitBody(PAGE, "Ended last");
    assertThat(azure.apps()).isEmpty();
    assertThat(operator.get(PAGE + "/market-paris").expect(200).body())
        .contains("Nothing of it is left.", "the hall is closed")
        .doesNotContain("Stop the sale");
    assertThat(operator.get("/ui/audit").expect(200).body())
        .contains("Stop a sale · market-paris", "the hall is closed");
  }

  @Test
  void whatCannotBeIsRefusedByNameAndOnRecord() {
    assertThat(told(operator.submit(PAGE, "saleId", " ", "ttl_minutes", "")))
        .contains("Refused:", "saleId: must not be empty");
    assertThat(told(operator.submit(PAGE, "saleId", "Paris", "ttl_minutes", "a week")))
        .contains("Refused:", "ttl_minutes: must be a whole number from 1 to 10080");
    spawn("Paris");
    assertThat(told(operator.submit(PAGE + "/market-paris/extend", "additional_minutes", "")))
        .contains("Refused:", "additional_minutes: must not be empty");
    assertThat(azure.created()).isEqualTo(1);
  }

  @Test
  void whoOnlyLooksGetsNoButtonsAndIsRefused() {
    spawn("Paris");

    assertThat(viewer.get(PAGE).expect(200).body())
        .contains("wss://market-paris.example")
        .doesNotContain("<form");
    assertThat(viewer.get(PAGE + "/market-paris").expect(200).body()).doesNotContain("<form");
    viewer.submit(PAGE, "saleId", "Lyon").expect(403);
    viewer.submit(PAGE + "/market-paris/stop").expect(403);
    assertThat(azure.apps()).containsExactly(PARIS);
  }

  @Test
  void whatNeedsAPersonIsOnTheFirstPage() {
    azure.refuse("AuthorizationFailed: The client may not do this.");
    operator.submit(PAGE, "saleId", "Paris").expect(303);
    awaitBody("/", "Sale Paris failed");
    assertThat(operator.get("/").body())
        .contains("/ui/sales/market-paris", "AuthorizationFailed: The client may not do this.");
    azure.reset();
    spawn("Lyon");
    azure.orphan(new AppName("market-lyon"));
    azure.tables().sql("UPDATE sale_census SET trouble = 'Azure throttles us: wait'").update();

    assertThat(operator.get("/").body())
        .contains(
            "Nobody looks after the engine of sale Lyon",
            "list of sales cannot be read",
            "Azure throttles us: wait");
    assertThat(operator.get(PAGE).body()).contains("Azure throttles us: wait", "orphan");
  }

  @Test
  void aListThatNobodyReadsIsToldOf() {
    azure.tables().sql("UPDATE sale_census SET listed_at = now() - interval '1 hour'").update();

    assertThat(operator.get(PAGE).body()).contains("is not being read", "1 h 0 min ago");
    assertThat(operator.get("/").body()).contains("list of sales is not being read");
  }

  @Test
  void salesThatAreOffAreToldOfInWords() {
    azure.tables().sql("UPDATE sale_census SET missing = 'AZURE_TENANT_ID,ENGINE_IMAGE'").update();

    assertThat(operator.get(PAGE).expect(200).body())
        .contains("Sales are off", "AZURE_TENANT_ID, ENGINE_IMAGE");
    assertThat(told(operator.submit(PAGE, "saleId", "Paris"))).contains("Failed:", "sales are off");
  }

  @Test
  void itIsToldInFrench() {
    spawn("Paris");
    var french =
        new Api(cordee.api().at("/"))
            .with("Authorization", "Bearer " + Keyring.VIEWER, "Accept-Language", "fr");

    assertThat(french.get(PAGE).expect(200).body())
        .contains("Ventes", "active", "Liste d&#39;Azure lue", "0,054")
        .doesNotContain("??", "''");
  }

  @Test
  void aPageOfNoSaleSaysSo() {
    assertThat(operator.get(PAGE + "/market-nowhere").expect(404).body())
        .contains("there is no sale market-nowhere");
    assertThat(operator.get(PAGE + "/What%20is%20this").expect(404).body()).contains("<html");
  }

  private static void spawn(String id) {
    operator.submit(PAGE, "saleId", id).expect(303);
    awaitBody(PAGE, "wss://market-" + id.toLowerCase() + ".example");
  }

  /** The page that a form led to. */
  private static String told(Answer answer) {
    return operator.get(answer.expect(303).header("Location").orElseThrow()).expect(200).body();
  }

  private static void awaitBody(String path, String words) {
    await(words).atMost(SOON).until(() -> operator.get(path).body(), body -> body.contains(words));
  }
}
