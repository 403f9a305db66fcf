package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cordee.web.Gateway.Call;
import dev.cordee.web.Gateway.Manner;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders and checkouts on the dashboard, as a browser gets them. */
class SagaPagesIT {
  private static final String SAGAS = "/ui/sagas";
  private static final Pattern ROW = Pattern.compile("<tr id=\"saga-([0-9a-f-]{36})\"");

  private static final Shop shop = RealServers.get().shop();
  private static Gateway gateway;
  private static Cordee cordee;
  private static Api operator;
  private static Api viewer;
  private static Repairs repairs;

  @BeforeAll
  static void start() throws IOException {
    gateway = Gateway.start();
    var settings =
        Stream.of(
            gateway.setting(),
            "cordee.orders.patience=500ms",
            "cordee.orders.step-budget=200ms",
            "cordee.dashboard.temporal-ui=http://127.0.0.1:8233/");
    cordee =
        Cordee.apiAndWorker(
            Stream.concat(settings, Arrays.stream(Keyring.SETTINGS)).toArray(String[]::new));
    var keyring = new Keyring(cordee.api());
    var marie = keyring.make("'role': 'operator', 'name': 'marie'").expect(201).text("key");
    operator = cordee.api().as(marie);
    viewer = cordee.api().as(Keyring.VIEWER);
    repairs = new Repairs(operator);
  }

  @AfterAll
  static void stop() {
    cordee.close();
    gateway.close();
  }

  @BeforeEach
  void reset() {
    gateway.reset();
    shop.reset();
  }

  @AfterEach
  void leaveNothingToRepair() {
    gateway.reset();
    repairs.settleAll();
  }

  /** One that goes through, for a user of the test's own. */
  private static UUID confirmed(long user) {
    var order = "{\"user_id\":%d,\"items\":[{\"product_id\":2,\"quantity\":1}]}".formatted(user);
    return operator.post(Api.ORDERS, order).expect(200).saga();
  }

  /** The payment is refused, and so is what would put the stock back. */
  private static UUID parked() {
    gateway.make(Call.PAY, Manner.MASKED);
    gateway.make(Call.INCREASE, Manner.MASKED);
    return operator.post(Api.ORDERS, Api.order()).expectProblem(502, "needs-repair").saga();
  }

  private static List<UUID> listed(String query) {
    return rows(viewer.get(SAGAS + "?" + query).expect(200).body());
  }

  private static List<UUID> rows(String page) {
    return ROW.matcher(page).results().map(row -> UUID.fromString(row.group(1))).toList();
  }

  /** What a page says, without its tags. */
  private static String page(Api who, UUID saga) {
    return text(who.get(SAGAS + "/" + saga).expect(200).body());
  }

  private static String text(String html) {
    return html.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
  }

  /** The page that a form led to. */
  private static String after(Answer submitted) {
    return text(operator.get(submitted.expect(303).header("Location").orElseThrow()).body());
  }

  @Test
  void aConfirmedOrderTellsItsStepsAndItsFigures() {
    var id = confirmed(501);

    assertThat(page(viewer, id))
        .contains("confirmed", "User 501", "product_id 2, quantity 1", "Amount 59.5")
        .containsSubsequence("Create the order", "Take from stock", "Read the total", "Payment")
        .containsSubsequence("States it went through", "creating the order", "taking from stock")
        .doesNotContain("Undone, in this order", "A person is needed", "Cancel it");
  }

  @Test
  void aRefusedOrderTellsWhatFailedAndWhatWasUndoneInWhichOrder() {
    gateway.make(Call.PAY, Manner.MASKED);
    var id = operator.post(Api.ORDERS, Api.order()).expectProblem(409, "order-refused").saga();

    assertThat(page(viewer, id))
        .containsSubsequence("Why it went back", "a service said no", "Payment")
        .containsSubsequence("Undone, in this order", "Take from stock", "Create the order");
    assertThat(listed("step=create-payment&id=" + id)).containsExactly(id);
    assertThat(listed("step=create-order&id=" + id)).isEmpty();
  }

  @Test
  void theListIsNarrowedDown() {
    var id = confirmed(502);
    var parked = parked();

    assertThat(listed("client=502")).containsExactly(id);
    assertThat(listed("client=502&type=orders&state=confirmed")).containsExactly(id);
    assertThat(listed("client=502&state=CONFIRMED")).containsExactly(id);
    assertThat(listed("client=502&type=checkout")).isEmpty();
    assertThat(listed("client=502&state=running")).isEmpty();
    assertThat(listed("client=502&from=2030-01-01T00:00")).isEmpty();
    assertThat(listed("client=502&to=2030-01-01T00:00")).containsExactly(id);
    assertThat(listed("id=" + id.toString().substring(0, 8))).contains(id);
    assertThat(listed("state=needs-repair")).containsExactly(parked);
    assertThat(listed("")).startsWith(parked, id);
  }

  @Test
  void whatCannotBeAskedForIsNamedByItsField() {
    var page = viewer.get(SAGAS + "?id=xyz&state=nope&from=monday&type=orders").expect(422).body();

    assertThat(text(page))
        .contains("Id: at least 4 characters", "State: there is none", "Started from: must be");
    assertThat(rows(page)).isEmpty();
    assertThat(page).contains("value=\"xyz\"").doesNotContain("Kind: there is none");
    viewer.get(SAGAS + "?before=here").expect(422);
    viewer.get(SAGAS + "/" + UUID.randomUUID()).expect(404);
    viewer.get(SAGAS + "/nonsense").expect(422);
  }

  @Test
  void theListGoesOnOverPages() {
    var all = Stream.generate(() -> confirmed(503)).limit(53).toList().reversed();

    var first = viewer.get(SAGAS + "?client=503").expect(200).body();
    var older = Pattern.compile("href=\"([^\"]+)\" rel=\"next\"").matcher(first);
    assertThat(older.find()).isTrue();
    var second = viewer.get(older.group(1).replace("&amp;", "&")).expect(200).body();

    assertThat(rows(first)).isEqualTo(all.subList(0, 50));
    assertThat(rows(second)).isEqualTo(all.subList(50, 53));
    assertThat(second).doesNotContain("rel=\"next\"");
  }

  @Test
  void aSagaThatNeedsAPersonSaysWhyAndOffersWhatCanBeDone() {
    var id = parked();

    assertThat(page(operator, id))
        .containsSubsequence("A person is needed", "Take from stock", "undoing it failed")
        .contains("Try again", "Skip", "Resolve", "Reason")
        .doesNotContain("what did you find out?", "Cancel it");
    assertThat(operator.get("/").body()).contains("href=\"" + SAGAS + "/" + id);
  }

  @Test
  void aViewerSeesItAndCannotAct() {
    var id = parked();

    assertThat(page(viewer, id)).contains("undoing it failed");
    assertThat(viewer.get(SAGAS + "/" + id).body()).doesNotContain("<form id=\"repair");
    assertThat(viewer.submit(SAGAS + "/" + id + "/retry", "reason", "mine").status())
        .isEqualTo(403);
    assertThat(viewer.submit(SAGAS + "/" + id + "/cancel", "reason", "mine").status())
        .isEqualTo(403);
    assertThat(Repairs.audit(repairs.find(id))).isEmpty();
  }

  @Test
  void aRepairByTheFormTakesEffectAndIsOnRecordWithWhoDidIt() {
    var id = parked();
    gateway.make(Call.INCREASE, Manner.SOUND);

    var page =
        after(
            operator.submit(
                SAGAS + "/" + id + "/retry",
                "reason",
                "the service is back",
                "step",
                "decrease-stock",
                "key",
                "once"));

    assertThat(page)
        .contains("Done: Try again", "now COMPENSATED")
        .containsSubsequence("Undone, in this order", "Create the order", "Take from stock")
        .containsSubsequence("Who decided what", "marie", "try again:", "the service is back");
    assertThat(Repairs.audit(repairs.find(id)))
        .singleElement()
        .satisfies(line -> assertThat(line).contains("retry decrease-stock", "marie"));
    gateway.assertConserved();
  }

  @Test
  void aDecisionNeedsAReason() {
    var id = parked();

    var refused = operator.submit(SAGAS + "/" + id + "/skip", "reason", " ");

    assertThat(text(refused.expect(422).body())).contains("reason: must not be empty");
    assertThat(Repairs.audit(repairs.find(id))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"done, confirmed", "not_done, undone"})
  void aPaymentInDoubtIsResolvedByWhatAPersonFound(String found, String state) {
    gateway.make(Call.PAY, Manner.DROPPED_AFTER);
    var id = operator.post(Api.ORDERS, Api.order()).expectProblem(502, "needs-repair").saga();
    assertThat(page(operator, id)).contains("point of no return", "what did you find out?");
    var path = SAGAS + "/" + id + "/resolve";

    assertThat(after(operator.submit(path, "reason", "asked")))
        .containsSubsequence("Refused:", "outcome: must say whether create-payment is done");
    var resolved = after(operator.submit(path, "reason", "asked", "outcome", found));

    assertThat(resolved).contains("Done: Resolve", id + " " + state);
  }

  @Test
  void aCheckoutIsCancelledWithAReason() {
    var hold = shop.fault("'service':'stock','operation':'reserver','kind':'hold_before'");
    var id = operator.checkout(4, "Prefer", Api.ASYNC).expect(202).saga();
    shop.awaitHeld(hold, 1);
    assertThat(page(operator, id)).contains("Cancel it");
    var cancel = SAGAS + "/" + id + "/cancel";

    var cancelling =
        CompletableFuture.supplyAsync(() -> operator.submit(cancel, "reason", "by mistake"));
    shop.awaitHeld(hold, 2);
    shop.release(hold);

    assertThat(after(cancelling.join()))
        .contains("Done: Cancel")
        .containsSubsequence("Who decided what", "marie", "by mistake");
    await("its end").until(() -> page(viewer, id).contains(id + " cancelled"));
    assertThat(page(viewer, id)).containsSubsequence("Undone, in this order", "Stock");
    assertThat(after(operator.submit(cancel, "reason", "again"))).contains("is final: ANNULEE");
    shop.assertConserved();
  }

  @Test
  void anUndoInTroubleTellsWhichCallIsTriedAgainAndWhen() {
    shop.fault("'service':'stock','operation':'liberer','kind':'error'");
    var id = operator.checkout(2, "Prefer", Api.ASYNC).expect(202).saga();

    await("another try")
        .untilAsserted(
            () ->
                assertThat(page(viewer, id))
                    .containsSubsequence("Why it goes back", "Payment")
                    .containsSubsequence("Steps", "Stock being undone")
                    .containsSubsequence("Being tried now", "Release stock", "next try in"));
    shop.noFaults();

    await("its end").until(() -> page(viewer, id).contains(id + " failed: payment"));
    assertThat(page(viewer, id)).contains("Sale never begun").doesNotContain("Being tried now");
    shop.assertConserved();
  }

  @Test
  void whatIsConfirmedIsNotCancelled() {
    var id = confirmed(504);

    assertThat(after(operator.submit(SAGAS + "/" + id + "/cancel", "reason", "too late")))
        .containsSubsequence("Refused:", "is final: CONFIRMED");
  }

  @Test
  void aSagaLeadsToItsRunInTheWebUi() {
    var id = confirmed(505);

    assertThat(viewer.get(SAGAS + "/" + id + "/temporal").expect(302).header("Location").orElse(""))
        .matches(
            "http://127\\.0\\.0\\.1:8233/namespaces/cordee/workflows/"
                + id
                + "/[0-9a-f-]{36}/history");
  }

  @Test
  void frenchIsSpokenToo() {
    var id = parked();
    var french =
        cordee.api().with("Authorization", "Bearer " + Keyring.VIEWER, "Accept-Language", "fr-CA");

    assertThat(page(french, id)).contains("à réparer", "Sortir du stock", "la défaire a échoué");
    assertThat(text(french.get(SAGAS).body())).contains("Commandes", "Les plus récentes d’abord");
  }
}
