package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cordee.activities.sales.AppNames;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Many sales and many callers: what they cost Azure in calls, and that none is in another's way.
 */
class SalesCrowdIT {
  private static final int CALLERS = 20;
  private static final int ALIKE = 50;
  private static final int MANY = 200;
  private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(2);

  /** Azure's own rule. */
  private static final String VALID = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

  private static final int LONGEST = 32;

  @TempDir private static Path folder;
  private static StandInAzure azure;
  private static Sales api;

  @BeforeAll
  static void start() throws Exception {
    azure =
        new StandInAzure(
            RealServers.get(),
            folder,
            "cordee.sales.wait=35s",
            "cordee.sales.sweep-interval=" + SWEEP_INTERVAL.toSeconds() + "s",
            "cordee.sales.max-active=500",
            "cordee.sales.calls-per-second=100");
    api = azure.api();
  }

  @AfterAll
  static void stop() {
    azure.close();
  }

  @Test
  void twentyWhoWantTheSameSaleGetTheSame() {
    var calls =
        Stream.generate(() -> api.spawnLater("Paris")).limit(CALLERS).toList().stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(calls).extracting(Answer::status).containsOnly(200, 201).containsOnlyOnce(201);
    assertThat(calls).extracting(Answer::json).containsOnly(calls.getFirst().json());
    assertThat(azure.apps()).containsOnlyOnce("market-paris");
    assertThat(made()).containsEntry("market-paris", 1);
  }

  @Test
  void fiftySalesThatLookAlikeHaveAnAppEach() {
    var ids = alike();
    assertThat(ids).hasSize(ALIKE).doesNotHaveDuplicates();
    assertThat(ids).extracting(AppNames::slug).allMatch(slug -> slug.startsWith("elysee"));

    var calls =
        ids.stream().map(api::spawnLater).toList().stream().map(CompletableFuture::join).toList();

    assertThat(calls).allSatisfy(answer -> answer.expect(201));
    assertThat(calls).extracting(answer -> answer.text("saleId")).isEqualTo(ids);
    var names = calls.stream().map(answer -> answer.text("appName")).toList();
    assertThat(names)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches(VALID) && name.length() <= LONGEST);
    assertThat(azure.apps()).containsAll(names);
    assertThat(calls).extracting(answer -> answer.text("url")).doesNotHaveDuplicates();
    assertThat(api.ids()).containsAll(ids);
  }

  /** By accents, by case, by punctuation, and by the end of something long. */
  private static List<String> alike() {
    var letters = List.of("E", "e", "É", "é", "Ê", "ë");
    var ids = new ArrayList<String>();
    letters.forEach(first -> letters.forEach(last -> ids.add(first + "lys" + last + "e")));
    Stream.of("%s!", "%s?", "-%s", "(%s)", "%s…", "_%s_", "%s #")
        .forEach(form -> ids.add(form.formatted("Elysee")));
    Stream.of("a", "A", "b", "é", "e", "1", "-")
        .forEach(end -> ids.add("Elysee " + "z".repeat(150) + end));
    return ids;
  }

  @Test
  void twoHundredSalesCostOneListASweepAndAThrottleStartsNoStorm() {
    awaitLive(spawn("Crowd", MANY));

    assertQuiet();
    assertBearsThrottling();
    assertOneToken();
  }

  private static List<String> spawn(String name, int count) {
    var ids = IntStream.range(0, count).mapToObj(n -> name + "-" + n).toList();
    ids.forEach(id -> api.spawn(id, "Prefer", Api.ASYNC).expect(202));
    return ids;
  }

  private static void awaitLive(List<String> wanted) {
    await("all are live").atMost(StandInAzure.PATIENCE).until(() -> live().containsAll(wanted));
  }

  private static Set<String> live() {
    return api.list()
        .expect(200)
        .json()
        .valueStream()
        .filter(sale -> sale.get("state").asString().equals("LIVE"))
        .map(sale -> sale.get("id").asString())
        .collect(Collectors.toSet());
  }

  private static void assertQuiet() {
    var begun = Instant.now();
    var before = azure.lastCall();
    await("some sweeps").atMost(StandInAzure.PATIENCE).until(() -> azure.calls(before).size() >= 5);
    var calls = azure.calls(before);
    var sweeps = Duration.between(begun, Instant.now()).dividedBy(SWEEP_INTERVAL) + 1;

    assertThat(calls).extracting(SalesCrowdIT::operation).containsOnly("list");
    assertThat(calls).hasSizeLessThanOrEqualTo((int) sweeps);
  }

  /** Three times over Azure says that it wants to be left alone, each time for so long. */
  private static void assertBearsThrottling() {
    var alone = Duration.ofSeconds(3);
    var fault =
        azure.trouble(
            """
            {"service": "azure", "kind": "answer", "work": false, "status": 429,
             "headers": {"Retry-After": "%d"}, "body": {"code": "TooManyRequests"}}
            """
                .formatted(alone.toSeconds()));
    var begun = Instant.now();
    var wanted = spawn("Throttled", CALLERS);
    await("a while")
        .atMost(StandInAzure.PATIENCE)
        .until(() -> Duration.between(begun, Instant.now()).compareTo(alone.multipliedBy(4)) > 0);
    var met = azure.met(fault);
    azure.end(fault);

    awaitLive(wanted);

    // at most all who asked before the first of them was answered, and then a few at a time
    assertThat(met).isLessThan(2 * CALLERS);
    assertThat(made()).hasSizeGreaterThanOrEqualTo(MANY + CALLERS).values().containsOnly(1);
  }

  /** However often it is needed: it holds for an hour. */
  private static void assertOneToken() {
    assertThat(azure.calls(0)).extracting(SalesCrowdIT::operation).containsOnlyOnce("token");
  }

  private static String operation(JsonNode call) {
    return call.path("operation").asString("");
  }

  /** How often each app was made. */
  private static Map<String, Integer> made() {
    return azure.calls(0).stream()
        .filter(call -> operation(call).equals("put"))
        .map(call -> call.get("path").asString())
        .collect(
            Collectors.toMap(
                path -> path.substring(path.lastIndexOf('/') + 1),
                _ -> 1,
                Integer::sum,
                TreeMap::new));
  }
}
