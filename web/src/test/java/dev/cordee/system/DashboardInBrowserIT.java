package dev.cordee.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.cordee.system.Browser.Seat;
import dev.cordee.system.Stack.Part;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The dashboard in a real browser, in front of a whole Cordée in which things break. */
@TestInstance(Lifecycle.PER_CLASS)
class DashboardInBrowserIT {

  /** As long as whatever is awaited may take by itself. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final String REASON = "seen in the browser";

  private Stack stack;
  private HttpClient http;
  private Browser browser;
  private RentDesk nodes;
  private SaleDesk sales;
  private Tab tab;

  @BeforeAll
  void start() throws Exception {
    stack = Stack.upWithNodes(3, Map.of("CORDEE_SALES_SWEEP_INTERVAL", "2s"));
    http = HttpClient.newHttpClient();
    nodes = new RentDesk(stack, http);
    sales = new SaleDesk(stack, http, PATIENCE);
    browser = new Browser(stack.api("/"));
    Awaitility.await("three nodes are free")
        .atMost(PATIENCE)
        .until(() -> nodes.fleet().get("free").asInt() == 3);
  }

  @AfterAll
  void stop() {
    browser.close();
    http.close();
    stack.close();
  }

  @BeforeEach
  void sitDown() {
    tab = browser.open(Seat.DESK);
  }

  @AfterEach
  void leave() {
    tab.close();
  }

  @Test
  void everyPageIsForEverybodyInBothLanguagesAndOnAPhone() {
    shop(List.of(1, 2, 3, 4, 5));
    var rental = nodes.rent().get("rental_id").asString();
    sales.spawn("Lyon");
    var pages =
        Stream.concat(
                Stream.of("/", "/ui/sagas", "/ui/fleet", "/ui/rentals", "/ui/sales"),
                Stream.of(
                    "/ui/practice",
                    "/ui/audit",
                    first("/ui/sagas", "main table a[href^='/ui/sagas/']"),
                    first("/ui/fleet", "main a[href^='/ui/nodes/']"),
                    "/ui/rentals/" + rental,
                    first("/ui/sales", "main a[href^='/ui/sales/']")))
            .toList();

    for (var seat : List.of(Seat.DESK, Seat.BUREAU, Seat.PHONE, Seat.MOBILE)) {
      try (var person = browser.open(seat)) {
        pages.forEach(path -> isForEverybody(person, seat, path));
      }
    }
    nodes.releaseAll();
    sales.end("Lyon");
  }

  private static void isForEverybody(Tab person, Seat seat, String path) {
    person.go(path);
    if (person.isLive()) {
      person.awaitLive();
    }
    var page = person.page();
    var where = path + " at " + seat;
    assertThat(page.locator("html").getAttribute("lang"))
        .as(where)
        .isEqualTo(seat.locale().substring(0, 2));
    assertThat(page.locator("h1").count()).as("headings of %s", where).isOne();
    assertThat(page.locator("body").innerText()).as("words of %s", where).doesNotContain("??");
    assertThat(person.isTooWide()).as("%s is too wide", where).isFalse();
    assertThat(person.barriers()).as("barriers of %s", where).isEmpty();
    person.picture(name(path) + "-" + seat.width() + "-" + seat.locale());
    person.assertQuiet();
  }

  private static String name(String path) {
    var name = path.replaceFirst("^/(ui/)?", "").replaceFirst("/.+$", "-one");
    return name.isEmpty() ? "overview" : name;
  }

  private String first(String list, String css) {
    return tab.go(list).page().locator(css).first().getAttribute("href");
  }

  @Test
  void whoUsesNoMouseSkipsTheMenu() {
    tab.go("/").awaitLive();

    tab.page().keyboard().press("Tab");
    tab.page().keyboard().press("Enter");

    assertThat(tab.page().evaluate("() => document.activeElement.id")).isEqualTo("main");
  }

  @Test
  void aCheckoutIsSeenAsItHappens() {
    tab.go("/ui/sagas?client=77&type=checkout").awaitLive();
    assertThat(rows()).isZero();

    shop(List.of(77));

    tab.expect(tab.page().locator("main tbody tr a").first(), Tab.LIVE);
    tab.assertQuiet();
  }

  private long rows() {
    return tab.page().locator("main tbody tr a[href^='/ui/sagas/']").count();
  }

  @Test
  void aSagaThatNeedsAPersonIsFoundUnderstoodAndRepairedInTwoClicks() {
    tab.go("/ui/practice").awaitLive();
    tab.click(tab.button("^Break: An undo that nobody answers"));
    var onCall = browser.open(Seat.DESK);
    onCall.go("/").awaitLive();
    var asks = onCall.link("^An order waits for your decision");
    onCall.expect(asks, PATIENCE);
    onCall.picture("overview-needs-repair");

    onCall.click(asks);
    onCall.expect(onCall.see("A person is needed"), PATIENCE);
    onCall.picture("saga-needs-repair");
    onCall.fill("^Reason", REASON);
    onCall.click(onCall.button("^Try again"));

    onCall.expect(onCall.page().locator("#told.good"), PATIENCE);
    onCall.expectText(onCall.page().locator("h1"), "undone", PATIENCE);
    onCall.expect(onCall.see(REASON), PATIENCE);
    onCall.picture("saga-repaired");
    assertThat(onCall.clicks()).isLessThanOrEqualTo(3);
    onCall.go("/ui/audit");
    onCall.expect(onCall.see(REASON), PATIENCE);
    onCall.assertQuiet();
    onCall.close();
  }

  @Test
  void aTenantIsSeenMovingFromADeadNodeAndTheNodeIsFoundInOneClick() {
    var rental = nodes.rent();
    var node = "node-" + (rental.get("port").asInt() - stack.firstNodePort() + 1);
    tab.go("/ui/rentals/" + rental.get("rental_id").asString()).awaitLive();
    tab.expectText(tab.page().locator("h1"), "active", PATIENCE);

    stack.node("stop", node);

    tab.expect(tab.page().locator("h1 .badge", text("moving|without a node")), PATIENCE);
    tab.expectText(tab.page().locator("h1"), "active", PATIENCE);
    assertThat(tab.page().locator("main table tbody tr").count()).isEqualTo(2);
    tab.picture("rental-moved");
    tab.go("/").awaitLive();
    tab.expectText(tab.page().locator("#fleet-figures"), "Dead|dead", PATIENCE);
    tab.picture("overview-dead-node");
    tab.click(tab.page().locator("#fleet-figures a[href*='DEAD']"));
    tab.expect(tab.page().locator("main .tile").first(), PATIENCE);
    tab.assertQuiet();
    stack.node("start", node);
    nodes.releaseAll();
  }

  private static Page.LocatorOptions text(String pattern) {
    return new Page.LocatorOptions().setHasText(Pattern.compile(pattern));
  }

  @Test
  void aNodeIsClosedAndOpenedAndALeaseExtendedAndEnded() {
    var rental = nodes.rent().get("rental_id").asString();
    tab.go(first("/ui/fleet", "main a[href^='/ui/nodes/']")).awaitLive();
    act("Cordon", REASON);
    tab.expect(tab.page().locator("#told.good"), PATIENCE);
    tab.expect(tab.page().locator("h1 .badge.warn"), PATIENCE);
    act("Uncordon", REASON);
    tab.expect(tab.page().locator("#told.good"), PATIENCE);
    Awaitility.await("it is open again")
        .atMost(PATIENCE)
        .until(() -> tab.page().locator("h1 .badge.warn").count() == 0);

    tab.go("/ui/rentals/" + rental).awaitLive();
    act("Extend", REASON);
    tab.expect(tab.page().locator("#told.good"), PATIENCE);
    act("Release", REASON);
    nodes.await(rental, "RELEASED");
    tab.expectText(tab.page().locator("h1"), "released", Duration.ofSeconds(5));
    tab.assertQuiet();
  }

  /** Opens what an action folds away, says why, and does it. */
  private void act(String name, String reason) {
    var folded =
        tab.page()
            .locator(
                "details",
                new Page.LocatorOptions()
                    .setHas(
                        tab.page()
                            .getByRole(
                                AriaRole.BUTTON,
                                new Page.GetByRoleOptions()
                                    .setIncludeHidden(true)
                                    .setName(Pattern.compile("^(" + name + ")")))))
            .first();
    tab.click(folded.locator("summary"));
    folded.locator("input[name=reason]").fill(reason);
    tab.click(folded.locator("button"));
  }

  @Test
  void aSaleIsOpenedExtendedAndStopped() {
    tab.go("/ui/sales").awaitLive();
    tab.page().locator("#saleId").fill("Nantes");
    tab.click(tab.page().locator("form[action='/ui/sales'] button"));
    var row = tab.page().locator("main tbody tr", text("Nantes"));
    tab.expectText(row, "live", PATIENCE);
    tab.picture("sales");

    tab.click(row.locator("a[href^='/ui/sales/']").first());
    tab.click(tab.page().locator("form[action$='/extend'] button").first());
    tab.expect(tab.page().locator("#told.good"), PATIENCE);
    tab.page().locator("form[action$='/stop'] input[name=reason]").first().fill(REASON);
    tab.click(tab.page().locator("form[action$='/stop'] button").first());

    sales.awaitGone("Nantes");
    tab.assertQuiet();
  }

  @Test
  void aPaymentServiceThatIsDownIsFoundAndMended() {
    tab.go("/ui/practice").awaitLive();
    tab.click(tab.button("^Break: Payment is down"));
    tab.expect(tab.page().locator("#told.good"), PATIENCE);
    tab.click(tab.button("^Send 20 checkouts"));
    try (var onCall = browser.open(Seat.DESK)) {
      onCall.go("/").awaitLive();
      var broken = onCall.link("stopped at|stands still");
      onCall.expect(broken.first(), PATIENCE);
      onCall.picture("overview-payment-down");
      onCall.click(broken.first());
      onCall.expect(onCall.page().locator("main h1"), PATIENCE);
      onCall.picture("saga-payment-down");
      onCall.click(onCall.link("^Practice$"));
      onCall.expect(onCall.button("^Mend everything"), PATIENCE);
      onCall.picture("practice-payment-down");
      onCall.click(onCall.button("^Mend everything"));
      onCall.expect(onCall.page().locator("#told.good"), PATIENCE);
      assertThat(onCall.clicks()).isLessThanOrEqualTo(3);
    }
    Awaitility.await("whoever pays is served again")
        .atMost(PATIENCE)
        .until(() -> order(6).contains("CONFIRMEE"));
  }

  @Test
  void aQueueWithoutAWorkerIsToldOfAndSoIsItsReturn() {
    tab.go("/").awaitLive();
    tab.expectText(tab.page().locator("#queue-checkout"), "works", PATIENCE);

    stack.kill(Part.WORKER);
    shopLater(8);

    tab.expectText(tab.page().locator("#queue-checkout"), "late|no worker", PATIENCE);
    tab.expect(tab.link("queue checkout"), Tab.LIVE);
    tab.picture("overview-no-worker");
    stack.start(Part.WORKER);
    tab.expectText(tab.page().locator("#queue-checkout"), "works", PATIENCE);
    tab.assertQuiet();
  }

  @Test
  void aPageOutlivesTheProcessThatDrewIt() {
    tab.go("/ui/sagas").awaitLive();

    stack.kill(Part.API);
    tab.expect(tab.page().locator("#connection[data-state=lost]"), PATIENCE);
    assertThat(tab.page().locator("h1").innerText()).isNotBlank();
    stack.start(Part.API);

    tab.awaitLive();
    tab.go("/ui/sagas?client=78&type=checkout").awaitLive();
    shop(List.of(78));
    tab.expect(tab.page().locator("main tbody tr a").first(), Tab.LIVE);
  }

  private void shop(List<Integer> clients) {
    clients.forEach(this::order);
  }

  private String order(int client) {
    return order(client, "wait=10");
  }

  private void shopLater(int client) {
    order(client, "respond-async");
  }

  private String order(int client, String prefer) {
    var body = "{\"client_id\": %d, \"magasin_id\": 1}".formatted(client);
    var request =
        HttpRequest.newBuilder(stack.api("/api/commande/checkout"))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Prefer", prefer)
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, BodyHandlers.ofString()).body();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("the API does not answer", e);
    }
  }
}
