package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rentals on the dashboard: what their pages say, and what their buttons do. */
class RentalPagesIT {
  private static Cordee cordee;
  private static Api operator;
  private static Api viewer;
  private static Rentals rentals;
  private static RentedFleet fleet;

  @BeforeAll
  static void start() {
    cordee = Cordee.apiOnly(Keyring.SETTINGS);
    var keyring = new Keyring(cordee.api());
    operator =
        cordee
            .api()
            .as(keyring.make("'role': 'operator', 'name': 'marie'").expect(201).text("key"));
    viewer = cordee.api().as(keyring.key("viewer"));
    rentals = new Rentals(operator);
    fleet = RentedFleet.start(RealServers.get());
  }

  @AfterAll
  static void stop() {
    fleet.close();
    cordee.close();
  }

  @BeforeEach
  void reset() {
    fleet.reset();
  }

  private static UUID rented(String client) {
    return Rentals.id(
        rentals.rent(Rentals.ALICE.replace("\"alice\"", "\"" + client + "\"")).expect(201));
  }

  private static String path(UUID rental) {
    return "/ui/rentals/" + rental;
  }

  private static String page(String path) {
    return viewer.get(path).expect(200).body();
  }

  private static String told(Answer redirect) {
    return operator.get(redirect.expect(303).header("Location").orElseThrow()).expect(200).body();
  }

  @Test
  void rentalsAreListedAndFilteredByStateAndClient() {
    fleet.node(1);
    fleet.node(2);
    var alices = rented("alice");
    var bobs = rented("bob <b>");
    rentals.release(bobs).expect(200);

    assertThat(page("/ui/rentals")).contains(path(alices), path(bobs), "bob &lt;b&gt;");
    assertThat(page("/ui/rentals?status=RELEASED&client_id="))
        .contains(path(bobs), ">released<")
        .doesNotContain(path(alices));
    assertThat(page("/ui/rentals?client_id=alice"))
        .contains(path(alices))
        .doesNotContain(path(bobs));
    assertThat(viewer.get("/ui/rentals?status=GONE").expect(422).body())
        .contains("status: must be one of");
    assertThat(viewer.get("/ui/rentals?before=x").expect(422).body()).contains("before: must be");
  }

  @Test
  void aRentalsPageTellsHowToGetThereAndNothingSecret() {
    var node = fleet.node(22221);
    var answer = rentals.rent("{\"client_id\": \"alice\"}").expect(201);
    var rental = Rentals.id(answer);

    assertThat(page(path(rental)))
        .contains("Rental of alice", ">active<", "Its tenant can log in.", "127.0.0.1", "22221")
        .contains(answer.text("username"), "/ui/nodes/" + node, "1 h 59 min left")
        .contains("/namespaces/", "/workflows/rental-" + rental)
        .contains("<svg", "id=\"stay-1\"")
        .doesNotContain("PRIVATE KEY", "<form method=\"post\"", "??");
    viewer.get(path(UUID.randomUUID())).expect(404);
    assertThat(viewer.get("/ui/rentals/x").expect(422).body()).contains("id: must be a UUID");
  }

  @Test
  void aFailoverIsSeenAsItHappens() {
    var lost = fleet.node(22221);
    var rental = rented("alice");
    fleet.is(lost, "DEAD");

    fleet.loseNode(rental, 1);

    await("the loss")
        .untilAsserted(
            () ->
                assertThat(page(path(rental)))
                    .contains(">moving<", "its node is dead", ">not yet<", "id=\"stay-1\""));
    var next = fleet.node(22222);
    fleet.tellOfNode(rental);
    await("the next node")
        .untilAsserted(
            () ->
                assertThat(page(path(rental)))
                    .contains(">active<", "id=\"stay-2\"", "/ui/nodes/" + next));
    assertThat(page(path(rental))).contains("by node: " + lost + ", " + next);
  }

  @Test
  void aLeaseIsExtendedByForm() {
    fleet.node(22221);
    var rental = rented("alice");

    var page =
        told(
            operator.submit(path(rental) + "/extend", "additional_hours", "2.5", "reason", "more"));

    assertThat(page).contains("Done:", "by 2.5 h", "4 h 29 min left");
    assertThat(Duration.between(Instant.now(), leaseEnd(rental)))
        .isGreaterThan(Duration.ofHours(4));
    assertThat(page("/ui/audit")).contains("Extend · rental " + rental, "marie", "more");
  }

  private static Instant leaseEnd(UUID rental) {
    return Instant.parse(rentals.find(rental).text("lease_end_at"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "1e3", "many", "9999"})
  void hoursThatCannotBeAreNamedAndChangeNothing(String hours) {
    fleet.node(22221);
    var rental = rented("alice");
    var end = leaseEnd(rental);

    assertThat(told(operator.submit(path(rental) + "/extend", "additional_hours", hours)))
        .contains("Refused:", "additional_hours: must");
    assertThat(leaseEnd(rental)).isEqualTo(end);
  }

  @Test
  void aReleaseAnswersAtOnceAndThePageShowsIt() {
    fleet.node(22221);
    var rental = rented("alice");

    var page = told(operator.submit(path(rental) + "/release", "reason", "not paid"));

    assertThat(page).contains("Done:");
    await("the end")
        .untilAsserted(
            () -> assertThat(page(path(rental))).contains(">released<", "(marie): not paid"));
    assertThat(operator.get(path(rental)).body()).doesNotContain("id=\"act-release\"");
    assertThat(told(operator.submit(path(rental) + "/extend", "additional_hours", "1")))
        .contains("Refused:", "cannot be extended");
  }

  @Test
  void aViewerChangesNothing() {
    fleet.node(22221);
    var rental = rented("alice");
    viewer.submit(path(rental) + "/release").expectProblem(403, "forbidden");
    viewer
        .submit(path(rental) + "/extend", "additional_hours", "1")
        .expectProblem(403, "forbidden");
    assertThat(rentals.find(rental).text("status")).isEqualTo("ACTIVE");
  }

  @Test
  void theOverviewLeadsToRentalsWithoutANode() {
    fleet.node(22221);
    var rental = rented("alice");
    fleet
        .tables()
        .sql("UPDATE rental SET status = 'EN_PANNE', reason = 'its node is dead'")
        .update();

    assertThat(page("/"))
        .contains("A rental of alice lost its node, and none is free for it", path(rental))
        .contains("its node is dead");
  }

  @Test
  void aMoveIsToldOfWhenItTakesLongAndManyAlikeAreOne() {
    fleet.node(22221);
    var rental = rented("alice");
    stands("MIGRATING", "10 seconds");
    assertThat(page("/")).doesNotContain(path(rental));

    stands("MIGRATING", "2 minutes");
    assertThat(page("/")).contains("A rental of alice lost its node, and is long", path(rental));

    for (var port = 1; port < 4; port++) {
      fleet.node(port);
      rented("client " + port);
    }
    stands("EN_PANNE", "2 minutes");
    assertThat(page("/"))
        .contains("4 rentals lost their nodes, and none is free", "/ui/rentals?status=EN_PANNE")
        .doesNotContain(path(rental));
  }

  /** As if every rental's node had been lost so long ago. */
  private static void stands(String status, String ago) {
    fleet.tables().sql("UPDATE rental SET status = ?").param(status).update();
    fleet.tables().sql("UPDATE placement SET left_at = now() - ?::interval").param(ago).update();
  }

  @Test
  void thePagesSpeakFrench() {
    fleet.node(22221);
    var rental = rented("alice");
    var french = viewer.with("Authorization", "Bearer " + Keyring.VIEWER, "Accept-Language", "fr");
    for (var path : new String[] {"/ui/rentals", path(rental)}) {
      assertThat(french.get(path).expect(200).body()).contains("Locations").doesNotContain("??");
    }
    assertThat(french.get(path(rental)).body()).contains("Son locataire peut se connecter.");
  }
}
