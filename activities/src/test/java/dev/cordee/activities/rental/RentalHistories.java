package dev.cordee.activities.rental;

import dev.cordee.workflows.fleet.CleaningWorkflow;
import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.rental.Provisioned;
import dev.cordee.workflows.rental.RentalStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Records a history of every path a rental or a cleaning can take, for the replay test of the
 * workflows module.
 *
 * <p>Histories are recorded once and then kept: they stand for what runs in production when a new
 * version is deployed. To add one, add a path here and run the main method in this module's folder;
 * it never overwrites.
 */
final class RentalHistories {
  static final Path FOLDER = Path.of("../workflows/src/test/resources/histories/rental");

  private RentalHistories() {}

  /** Takes a path, and names the workflow that took it. */
  private interface Story {
    String tell(RentalServer server, FleetTables tables) throws Exception;
  }

  private static Map<String, Story> stories() {
    var stories = new LinkedHashMap<String, Story>();
    stories.put(
        "rental-active",
        (server, tables) -> {
          tables.node("a");
          return server.active().workflowId();
        });
    stories.put(
        "rental-released",
        (server, tables) -> {
          tables.node("a");
          var rental = server.active();
          server.release(rental);
          server.result(rental);
          return rental.workflowId();
        });
    stories.put(
        "rental-cancelled",
        (server, tables) -> {
          tables.node("a");
          var rental = server.active();
          server.stub(rental).cancel();
          server.await(rental, RentalStatus.RELEASED);
          return rental.workflowId();
        });
    stories.put(
        "rental-extended-until-its-end",
        (server, tables) -> {
          tables.node("a");
          var rental = server.active();
          server.stub(rental).update("extend", Instant.class, Duration.ofHours(1));
          server.passes(Duration.ofHours(4));
          server.await(rental, RentalStatus.RELEASED);
          return rental.workflowId();
        });
    stories.put(
        "rental-without-a-node",
        (server, _) -> {
          var rental = server.rent();
          server.await(rental, RentalStatus.FAILED);
          return rental.workflowId();
        });
    stories.put(
        "rental-out-of-patience",
        (server, tables) -> {
          var rental = server.rent(Duration.ofMinutes(5));
          Await.until("it stands in line", () -> tables.inLine(rental));
          server.passes(Duration.ofMinutes(6));
          server.await(rental, RentalStatus.FAILED);
          return rental.workflowId();
        });
    stories.put(
        "rental-given-up-in-line",
        (server, tables) -> {
          var rental = server.rent(Duration.ofMinutes(5));
          Await.until("it stands in line", () -> tables.inLine(rental));
          server.release(rental);
          server.await(rental, RentalStatus.FAILED);
          return rental.workflowId();
        });
    stories.put(
        "rental-served-in-line",
        (server, tables) -> {
          var rental = server.rent(Duration.ofMinutes(5));
          Await.until("it stands in line", () -> tables.inLine(rental));
          tables.node("a");
          server.nodeFree(rental);
          server.await(rental, RentalStatus.ACTIVE);
          return rental.workflowId();
        });
    stories.put(
        "rental-not-provisioned",
        (server, tables) -> {
          server.nodes.next(tables.node("a"), () -> new Provisioned.Failed("disk full"));
          server.nodes.next(tables.node("b"), () -> new Provisioned.Unreachable("no route"));
          var rental = server.rent();
          server.await(rental, RentalStatus.FAILED);
          return rental.workflowId();
        });
    stories.put("rental-moved", RentalHistories::moved);
    stories.put(
        "rental-en-panne-then-moved",
        (server, tables) -> {
          var home = tables.node("a");
          var rental = server.active();
          dies(server, home);
          server.leaveNode(rental, 1);
          server.await(rental, RentalStatus.EN_PANNE);
          tables.node("b");
          server.nodeFree(rental);
          server.await(rental, RentalStatus.ACTIVE);
          Await.until("it is told", () -> !server.told.isEmpty());
          server.release(rental);
          server.await(rental, RentalStatus.RELEASING);
          return rental.workflowId();
        });
    stories.put(
        "rental-moved-on-from-a-bad-node",
        (server, tables) -> {
          var home = tables.node("a");
          var rental = server.active();
          var bad = tables.node("b");
          server.nodes.next(
              bad,
              () -> {
                tables.node("c");
                return new Provisioned.Failed("disk full");
              });
          dies(server, home);
          server.leaveNode(rental, 1);
          Await.until("it is told", () -> !server.told.isEmpty());
          return rental.workflowId();
        });
    stories.put(
        "rental-over-while-en-panne",
        (server, tables) -> {
          var home = tables.node("a");
          var rental = server.active();
          dies(server, home);
          server.leaveNode(rental, 1);
          server.await(rental, RentalStatus.EN_PANNE);
          server.passes(Duration.ofHours(3));
          server.await(rental, RentalStatus.RELEASING);
          server.nodes.start(home);
          server.clean(home);
          server.result(rental);
          return rental.workflowId();
        });
    stories.put(
        "cleaning-done",
        (server, tables) -> {
          var node = tables.node("a");
          var rental = server.active();
          server.release(rental);
          server.result(rental);
          return CleaningWorkflow.workflowId(node);
        });
    stories.put(
        "cleaning-of-a-silent-node",
        (server, tables) -> {
          var node = tables.node("a");
          var rental = server.active();
          server.nodes.stop(node);
          server.release(rental);
          var cleaning = CleaningWorkflow.workflowId(node);
          Await.until("it gave up", () -> server.hasEnded(cleaning));
          return cleaning;
        });
    return stories;
  }

  private static String moved(RentalServer server, FleetTables tables) throws Exception {
    var home = tables.node("a");
    var rental = server.active();
    tables.node("b");
    dies(server, home);
    server.leaveNode(rental, 1);
    Await.until("it is told", () -> !server.told.isEmpty());
    server.release(rental);
    server.await(rental, RentalStatus.RELEASING);
    return rental.workflowId();
  }

  private static void dies(RentalServer server, NodeId node) {
    server.nodes.stop(node);
    server.tables.set(node, "status = 'DEAD', silent_since = now()");
  }

  /** Records the paths that have no history yet. */
  public static void main(String[] args) throws Exception {
    Files.createDirectories(FOLDER);
    for (var story : stories().entrySet()) {
      var file = FOLDER.resolve(story.getKey() + ".json");
      if (Files.notExists(file)) {
        try (var server = new RentalServer()) {
          var workflow = story.getValue().tell(server, server.tables);
          Files.writeString(file, server.history(workflow).toJson(false));
        }
      }
    }
    System.exit(0);
  }
}
