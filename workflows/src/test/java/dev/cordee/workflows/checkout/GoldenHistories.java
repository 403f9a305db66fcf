package dev.cordee.workflows.checkout;

import static dev.cordee.workflows.checkout.ScriptedShop.during;
import static dev.cordee.workflows.checkout.ScriptedShop.finds;
import static dev.cordee.workflows.checkout.ScriptedShop.isDone;
import static dev.cordee.workflows.checkout.ScriptedShop.isDown;
import static dev.cordee.workflows.checkout.ScriptedShop.isDownForGood;
import static dev.cordee.workflows.checkout.ScriptedShop.refuses;
import static dev.cordee.workflows.checkout.ScriptedShop.saysNothing;
import static dev.cordee.workflows.checkout.ScriptedShop.saysNothingForGood;
import static dev.cordee.workflows.checkout.ScriptedShop.triesAgain;
import static java.util.Map.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Records a history of every path a checkout can take, for {@link CheckoutReplayTest}.
 *
 * <p>Histories are recorded once and then kept: they stand for the sagas that run in production
 * when a new version is deployed. Those named {@code server-*} were fetched from a real server,
 * where workers were killed. To add one, add a path here and run the main method; it never
 * overwrites.
 */
final class GoldenHistories {
  static final Path FOLDER = Path.of("src/test/resources/histories/checkout");

  /** Paths that wait for a person, with what that person decides; nothing for one never decided. */
  private static final Map<String, List<String>> DECISIONS =
      Map.ofEntries(
          entry("undo-failed", List.of()),
          entry("undo-failed-then-retried", List.of("retry paiement")),
          entry("undo-failed-then-skipped", List.of("skip paiement")),
          entry("undo-failed-then-resolved", List.of("resolve paiement")),
          entry("undo-failed-again", List.of("retry paiement", "retry paiement")),
          entry("stock-in-doubt-then-retried", List.of("retry stock")),
          entry("stock-in-doubt-then-done", List.of("resolve stock done")),
          entry("stock-in-doubt-then-not-done", List.of("resolve stock not_done")),
          entry("sale-in-doubt-then-retried", List.of("retry vente")),
          entry("sale-in-doubt-then-done", List.of("resolve vente done")),
          entry("sale-in-doubt-then-not-done", List.of("resolve vente not_done")));

  private GoldenHistories() {}

  private static Map<String, BiConsumer<ScriptedShop, CheckoutServer>> paths() {
    var paths = new LinkedHashMap<String, BiConsumer<ScriptedShop, CheckoutServer>>();
    paths.put("confirmed", (_, _) -> {});
    for (var step : new String[] {"panier", "stock", "paiement", "vente"}) {
      paths.put("refused-at-" + step, (shop, _) -> shop.when(step, refuses("no")));
      paths.put("retried-at-" + step, (shop, _) -> shop.when(step, isDown(), isDown()));
      paths.put("given-up-at-" + step, (shop, _) -> shop.when(step, isDown(), isDownForGood()));
      paths.put(
          "in-doubt-at-" + step,
          (shop, _) -> shop.when(step, saysNothing(), saysNothingForGood(), triesAgain()));
      paths.put(
          "cancelled-at-" + step,
          (shop, server) -> shop.when(step, during(server::cancel, isDown())));
      paths.put(
          "cancelled-in-doubt-at-" + step,
          (shop, server) -> shop.when(step, during(server::cancel, saysNothing())));
      paths.put("journal-down-at-" + step, (shop, _) -> shop.when(step, finds("no database")));
    }
    paths.put(
        "cancelled-after-a-lost-execution",
        (shop, server) ->
            shop.begunBefore("panier", "stock", "paiement")
                .when("panier", during(server::cancel, isDown())));
    paths.put(
        "undo-retried",
        (shop, _) -> shop.when("vente", refuses("no")).when("stock-undo", triesAgain()));
    for (var name : DECISIONS.keySet()) {
      paths.put(name, (shop, _) -> parking(shop, name));
    }
    return paths;
  }

  private static void parking(ScriptedShop shop, String name) {
    switch (name.split("-")[0]) {
      case "undo" ->
          shop.when("vente", refuses("no"))
              .when("paiement-undo", refuses("closed"))
              .when("paiement-undo", name.endsWith("again") ? refuses("closed") : isDone());
      case "stock" -> shop.when("stock", saysNothingForGood(), saysNothingForGood());
      default -> shop.when("vente", saysNothingForGood(), saysNothingForGood());
    }
  }

  /** Records the paths that have no history yet. */
  public static void main(String[] args) throws IOException {
    Files.createDirectories(FOLDER);
    for (var path : paths().entrySet()) {
      var file = FOLDER.resolve(path.getKey() + ".json");
      if (Files.notExists(file)) {
        Files.writeString(file, record(path.getKey(), path.getValue()));
      }
    }
  }

  private static String record(String name, BiConsumer<ScriptedShop, CheckoutServer> script) {
    var shop = new ScriptedShop();
    try (var server = new CheckoutServer(shop)) {
      script.accept(shop, server);
      server.start();
      var decisions = DECISIONS.getOrDefault(name, List.of());
      for (var decision : decisions) {
        decide(server, decision.split(" "));
      }
      if (DECISIONS.containsKey(name) && decisions.isEmpty()) {
        server.awaitParked();
      } else {
        server.result();
      }
      return server.history().toJson(true);
    }
  }

  private static void decide(CheckoutServer server, String[] words) {
    server.awaitParked();
    server.decide(words[0], words[1], words.length > 2 ? words[2] : null);
  }
}
