package dev.cordee.activities.sales;

import static dev.cordee.activities.sales.SalesServer.MARKET_PARIS;
import static dev.cordee.activities.sales.SalesServer.PARIS;

import dev.cordee.activities.rental.Await;
import dev.cordee.workflows.sales.AppName;
import dev.cordee.workflows.sales.SaleId;
import dev.cordee.workflows.sales.SaleRequest;
import dev.cordee.workflows.sales.SaleRequest.Origin;
import dev.cordee.workflows.sales.SaleState;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Records a history of every path a sale or a sweep can take, for the replay test of the workflows
 * module.
 *
 * <p>Histories are recorded once and then kept: they stand for what runs in production when a new
 * version is deployed. To add one, add a path here and run the main method in this module's folder;
 * it never overwrites.
 */
final class SaleHistories {
  static final Path FOLDER = Path.of("../workflows/src/test/resources/histories/sales");

  private SaleHistories() {}

  /** Takes a path, and names the workflow that took it. */
  private interface Story {
    String tell(SalesServer server) throws Exception;
  }

  private static Map<String, Story> stories() {
    var stories = new LinkedHashMap<String, Story>();
    stories.put("sale-live", server -> of(server, s -> s.live()));
    stories.put("sale-stopped", server -> stopped(server, sale -> sale.signal("stop", "deleted")));
    stories.put("sale-cancelled", SaleHistories::cancelled);
    stories.put("sale-stopped-while-starting", SaleHistories::stoppedWhileStarting);
    stories.put("sale-may-not-be-removed-at-first", SaleHistories::refusedAtFirst);
    stories.put("sale-warned-and-expired", server -> stopped(server, _ -> {}));
    stories.put("sale-extended", SaleHistories::extended);
    stories.put(
        "sale-refused", server -> failed(server, () -> server.engines.refuse("Forbidden: no")));
    stories.put(
        "sale-not-provisioned",
        server -> failed(server, () -> server.engines.failToProvision("Failed: no cores")));
    stories.put(
        "sale-never-finished", server -> failed(server, () -> server.engines.takeForEver(true)));
    stories.put(
        "sale-never-answered",
        server -> failed(server, () -> server.engines.silence(MARKET_PARIS)));
    stories.put("sale-name-taken", server -> failed(server, () -> another(server)));
    stories.put("sale-over-the-quota", SaleHistories::overTheQuota);
    stories.put("sale-degraded-and-back", SaleHistories::degraded);
    stories.put("sale-deleted-by-others", SaleHistories::deletedByOthers);
    stories.put("sale-told-again", SaleHistories::toldAgain);
    stories.put("sale-adopted", server -> adopted(server, SaleState.LIVE));
    stories.put(
        "sale-adopted-silent",
        server -> {
          server.engines.silence(MARKET_PARIS);
          return adopted(server, SaleState.DEGRADED);
        });
    stories.put("sale-adopted-gone", SaleHistories::adoptedGone);
    stories.put("sale-left-over", SaleHistories::leftOver);
    stories.put(
        "sweep-nothing-to-do",
        server -> {
          server.live();
          server.sweep();
          return server.sweepId();
        });
    stories.put(
        "sweep-found",
        server -> {
          adopted(server, SaleState.LIVE);
          return server.sweepId();
        });
    stories.put(
        "sweep-turned",
        server -> {
          server.live();
          server.engines.silence(MARKET_PARIS);
          server.sweep();
          return server.sweepId();
        });
    stories.put(
        "sweep-missing",
        server -> {
          server.live();
          server.engines.delete(MARKET_PARIS);
          server.sweep();
          return server.sweepId();
        });
    stories.put(
        "sweep-untold",
        server -> {
          server.live();
          server.tables.wipe();
          server.sweep();
          return server.sweepId();
        });
    stories.put(
        "sweep-without-a-list",
        server -> {
          server.engines.failList("TooManyRequests: slow down");
          server.sweep();
          return server.sweepId();
        });
    return stories;
  }

  private interface Part {
    void play(SalesServer server) throws Exception;
  }

  private interface Act {
    void on(WorkflowStub sale) throws Exception;
  }

  private static String of(SalesServer server, Part part) throws Exception {
    part.play(server);
    return MARKET_PARIS.workflowId();
  }

  private static String stopped(SalesServer server, Act act) throws Exception {
    var sale = server.live();
    act.on(sale);
    sale.getResult(SaleState.class);
    return MARKET_PARIS.workflowId();
  }

  private static String cancelled(SalesServer server) throws Exception {
    try {
      return stopped(server, sale -> sale.cancel());
    } catch (WorkflowFailedException expected) {
      return MARKET_PARIS.workflowId();
    }
  }

  private static String failed(SalesServer server, Runnable trouble) throws Exception {
    trouble.run();
    var sale = server.spawn(PARIS);
    try {
      sale.getResult(SaleState.class);
      throw new IllegalStateException("it was to fail");
    } catch (WorkflowFailedException expected) {
      return MARKET_PARIS.workflowId();
    }
  }

  private static void another(SalesServer server) {
    server.engines.put(
        ScriptedEngines.app(MARKET_PARIS, Optional.of(new SaleId("other")), Optional.empty()));
  }

  private static String stoppedWhileStarting(SalesServer server) throws Exception {
    server.engines.takeForEver(true);
    var sale = server.spawn(PARIS);
    Await.until("its app is there", () -> server.engines.apps().contains(MARKET_PARIS));
    sale.signal("stop", "deleted");
    sale.getResult(SaleState.class);
    return MARKET_PARIS.workflowId();
  }

  private static String refusedAtFirst(SalesServer server) throws Exception {
    return stopped(
        server,
        sale -> {
          server.engines.refuseToDelete("AuthorizationFailed: no role");
          sale.signal("stop", "deleted");
          Await.until(
              "it tells why",
              () -> server.tables.sale(MARKET_PARIS).reason().contains("AuthorizationFailed"));
          server.engines.letDelete();
        });
  }

  private static String extended(SalesServer server) throws Exception {
    return stopped(
        server,
        sale -> {
          var end = sale.update("extend", Instant.class, Duration.ofHours(1));
          Await.until(
              "its app tells",
              () -> server.engines.app(MARKET_PARIS).expiresAt().filter(end::equals).isPresent());
        });
  }

  private static String overTheQuota(SalesServer server) throws Exception {
    for (var town : new String[] {"Lyon", "Nice", "Lille"}) {
      server.spawn(new SaleId(town));
      server.await(AppNames.of(new SaleId(town)), SaleState.LIVE);
    }
    return failed(server, () -> {});
  }

  private static String degraded(SalesServer server) throws Exception {
    server.live();
    server.engines.silence(MARKET_PARIS);
    server.sweep();
    server.await(MARKET_PARIS, SaleState.DEGRADED);
    server.engines.wake(MARKET_PARIS);
    server.sweep();
    server.await(MARKET_PARIS, SaleState.LIVE);
    return MARKET_PARIS.workflowId();
  }

  private static String deletedByOthers(SalesServer server) throws Exception {
    return stopped(
        server,
        _ -> {
          server.engines.delete(MARKET_PARIS);
          server.sweep();
        });
  }

  private static String toldAgain(SalesServer server) throws Exception {
    server.live();
    server.tables.wipe();
    server.sweep();
    server.await(MARKET_PARIS, SaleState.LIVE);
    return MARKET_PARIS.workflowId();
  }

  private static String adopted(SalesServer server, SaleState as) throws Exception {
    server.engines.put(ScriptedEngines.app(MARKET_PARIS, Optional.empty(), Optional.empty()));
    server.sweep();
    server.passes(Duration.ofMinutes(1));
    server.await(MARKET_PARIS, as);
    return MARKET_PARIS.workflowId();
  }

  private static String adoptedGone(SalesServer server) throws Exception {
    return found(server, Origin.ADOPTED);
  }

  private static String leftOver(SalesServer server) throws Exception {
    server.engines.put(ScriptedEngines.app(MARKET_PARIS, Optional.of(PARIS), Optional.empty()));
    return found(server, Origin.LEFT_OVER);
  }

  private static String found(SalesServer server, Origin origin) {
    AppName app = MARKET_PARIS;
    server
        .start(app, SaleRequest.found(PARIS, origin, Optional.empty()))
        .getResult(SaleState.class);
    return app.workflowId();
  }

  /** Records the paths that have no history yet. */
  public static void main(String[] args) throws Exception {
    Files.createDirectories(FOLDER);
    for (var story : stories().entrySet()) {
      var file = FOLDER.resolve(story.getKey() + ".json");
      if (Files.notExists(file)) {
        try (var server = new SalesServer()) {
          var workflow = story.getValue().tell(server);
          Files.writeString(file, server.history(workflow).toJson(false));
        }
      }
    }
    System.exit(0);
  }
}
