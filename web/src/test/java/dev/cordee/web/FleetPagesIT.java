package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fleet on the dashboard: what its pages say, and what their buttons do. */
class FleetPagesIT {
  private static final String BUTTONS = "<form method=\"post\"";

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

  private static String page(String path) {
    return viewer.get(path).expect(200).body();
  }

  private static String tile(String page, long node) {
    var from = page.indexOf("id=\"node-" + node + "\"");
    assertThat(from).as("tile of node %s", node).isPositive();
    return page.substring(from, page.indexOf("</li>", from));
  }

  private static Answer decide(long node, String act, String... fields) {
    return operator.submit("/ui/nodes/" + node + "/" + act, fields);
  }

  /** The page that an action leads to, which tells what became of it. */
  private static String told(Answer redirect) {
    return operator.get(redirect.expect(303).header("Location").orElseThrow()).expect(200).body();
  }

  @Test
  void everyNodeIsATileWithItsStateLatencyAndTenant() {
    var rented = fleet.node(22221);
    var rental = Rentals.id(rentals.rent(Rentals.ALICE).expect(201));
    var dead = fleet.node(22222);
    fleet.is(dead, "DEAD");
    fleet
        .tables()
        .sql(
            """
            UPDATE node SET reason = 'REFUSED: <nobody> listens', cordoned = true,
                            recent_latency_micros = '{1000,2500,NULL}'
             WHERE id = ?
            """)
        .param(dead)
        .update();

    var page = page("/ui/fleet");

    assertThat(tile(page, rented))
        .contains(":22221", ">alive<", "1.5 ms", "/ui/rentals/" + rental)
        .doesNotContain("cordoned");
    assertThat(tile(page, dead))
        .contains(">dead<", ">cordoned<", "REFUSED: &lt;nobody&gt; listens")
        .contains("aria-label=\"Latest 3 looks: 1.0 ms to 2.5 ms, 1 missed.\"")
        .doesNotContain("/ui/rentals/");
    assertThat(page).contains("id=\"rented\">1<", "id=\"free\">0<", ">closed<");
  }

  @Test
  void theFleetIsFilteredByStateAndAStateThereIsNotIsNamed() {
    var alive = fleet.node(1);
    var dead = fleet.node(2);
    fleet.is(dead, "DEAD");
    var cordoned = fleet.node(3);
    decide(cordoned, "cordon");

    assertThat(page("/ui/fleet?state=DEAD"))
        .contains("id=\"node-" + dead + "\"")
        .doesNotContain("id=\"node-" + alive + "\"");
    assertThat(page("/ui/fleet?state=CLOSED"))
        .contains("id=\"node-" + cordoned + "\"")
        .doesNotContain("id=\"node-" + alive + "\"");
    assertThat(viewer.get("/ui/fleet?state=ILL").expect(422).body())
        .contains("state: must be one of");
  }

  @Test
  void anOpenBreakerSaysSinceWhenAndWhy() {
    fleet
        .tables()
        .sql("UPDATE fleet_breaker SET open_since = now(), reason = '3 of 4 nodes look dead'")
        .update();
    try {
      assertThat(page("/ui/fleet"))
          .contains(">open<", "nobody is moved", "3 of 4 nodes look dead")
          .doesNotContain(">closed<");
      assertThat(page("/")).contains("The breaker is open", "href=\"/ui/fleet\"");
    } finally {
      fleet.tables().sql("UPDATE fleet_breaker SET open_since = NULL, reason = ''").update();
    }
  }

  @Test
  void whoWaitsForANodeIsShownInLine() {
    var rental = rentals.rent(waiting(), "Prefer", Api.ASYNC).expect(202);
    await("the line")
        .untilAsserted(
            () ->
                assertThat(page("/ui/fleet"))
                    .contains("id=\"waiting-" + Rentals.id(rental) + "\"", ">alice</a>"));
  }

  private static String waiting() {
    return Rentals.ALICE.replace("}", ", \"wait_seconds\": 30}");
  }

  @Test
  void aNodesPageTellsAllThereIs() {
    var node = fleet.node(22221);
    var rental = Rentals.id(rentals.rent(Rentals.ALICE).expect(201));

    assertThat(page("/ui/nodes/" + node))
        .contains("127.0.0.1:22221", "ssh-ed25519 ", "rack-1", "listed in the inventory")
        .contains("It answers.", "/ui/rentals/" + rental, ">active<")
        .contains("It has not been looked at yet.")
        .doesNotContain(BUTTONS);
    fleet.tables().sql("UPDATE node SET recent_latency_micros = '{1500,NULL}'").update();
    assertThat(page("/ui/nodes/" + node)).contains("<svg", "class=\"missed\"", "Latest 2 looks");
    viewer.get("/ui/nodes/999999").expect(404);
    assertThat(viewer.get("/ui/nodes/x").expect(422).body()).contains("id: must be the number");
  }

  @Test
  void aNodeIsCordonedByFormOnRecordWithTheNameOfTheKey() {
    var node = fleet.node(22221);

    var page = told(decide(node, "cordon", "reason", "new disk"));

    assertThat(page).contains("Done:", ">cordoned</span>", "new disk", "(marie)");
    assertThat(page).contains("/uncordon\"").doesNotContain("/cordon\"");
    rentals.rent(Rentals.ALICE).expectProblem(503, "no-node-free");
    assertThat(page("/ui/audit")).contains("Cordon · node " + node, "new disk");

    assertThat(told(decide(node, "uncordon"))).contains("/cordon\"");
    rentals.rent(Rentals.ALICE).expect(201);
  }

  @Test
  void onlyWhatMakesSenseIsOffered() {
    var node = fleet.node(22221);
    var page = operator.get("/ui/nodes/" + node).expect(200).body();
    assertThat(page).contains("id=\"act-cordon\"");
    for (var act : new String[] {"drain", "uncordon", "fence", "accept", "remove"}) {
      assertThat(page).doesNotContain("id=\"act-" + act + "\"");
    }
    rentals.rent(Rentals.ALICE).expect(201);
    fleet.is(node, "DEAD");
    assertThat(operator.get("/ui/nodes/" + node).body())
        .contains("id=\"act-drain\"", "id=\"act-fence\"");
  }

  @Test
  void aFenceNeedsAReasonAndIsRefusedWithoutOne() {
    var node = fleet.node(22221);
    fleet.is(node, "DEAD");

    assertThat(told(decide(node, "fence", "reason", " ")))
        .contains("Refused:", "reason: must not be empty")
        .doesNotContain(">fenced</span>");
    assertThat(told(decide(node, "fence", "reason", "switched off")))
        .contains("Done:", ">fenced</span>", "switched off");
  }

  @Test
  void whatCannotBeDecidedIsRefusedInWords() {
    var node = fleet.node(22221);
    assertThat(told(decide(node, "accept"))).contains("Refused:", "says that it is who");
    assertThat(told(decide(node, "remove"))).contains("Refused:", "is listed in the inventory");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cordon", "uncordon", "drain", "fence", "accept", "remove"})
  void aViewerDecidesNothing(String act) {
    var node = fleet.node(22221);
    viewer
        .submit("/ui/nodes/" + node + "/" + act, "reason", "why not")
        .expectProblem(403, "forbidden");
    assertThat(page("/ui/nodes/" + node)).contains("Nothing is on record.");
  }

  @Test
  void theOverviewLeadsToNodesThatNeedAPerson() {
    var dead = fleet.node(1);
    rentals.rent(Rentals.ALICE).expect(201);
    fleet.is(dead, "DEAD");
    var stranger = fleet.node(2);
    fleet.is(stranger, "QUARANTINED");

    assertThat(page("/"))
        .contains("Node " + dead + " is dead and its tenant is still on it")
        .contains("/ui/nodes/" + dead + "\"")
        .contains("Node " + stranger + " is quarantined")
        .contains("/ui/nodes/" + stranger + "\"");

    for (var port = 10; port < 14; port++) {
      fleet.is(fleet.node(port), "QUARANTINED");
    }
    assertThat(page("/")).contains("5 nodes are quarantined", "/ui/fleet?state=QUARANTINED");
  }

  @Test
  void thePagesSpeakFrench() {
    var node = fleet.node(22221);
    var french = viewer.with("Authorization", "Bearer " + Keyring.VIEWER, "Accept-Language", "fr");
    assertThat(french.get("/ui/fleet").expect(200).body())
        .contains("Parc de nœuds", ">en vie<", "1,5 ms", "fermé")
        .doesNotContain("??");
    assertThat(french.get("/ui/nodes/" + node).expect(200).body())
        .contains("Nœud " + node, "Il répond.")
        .doesNotContain("??");
  }

  @Test
  void allOfFiveHundredNodesAreDrawn() {
    fleet
        .tables()
        .sql(
            """
            INSERT INTO node (origin, host, port, host_key, failure_domain, status, reason,
                              latency_micros, recent_latency_micros, checked_at)
            SELECT 'static', '10.0.0.1', n, 'ssh-ed25519 AAAA', 'rack-1', 'SUSPECT', 'TIMED_OUT',
                   1500, array_fill(1500::bigint, ARRAY[60]), now()
              FROM generate_series(1, 500) AS n
            """)
        .update();
    assertThat(page("/ui/fleet")).contains(":500");
  }
}
