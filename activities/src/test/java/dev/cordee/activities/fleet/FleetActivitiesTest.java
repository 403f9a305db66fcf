package dev.cordee.activities.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.workflows.fleet.FleetActivities.Looked;
import dev.cordee.workflows.fleet.NodeAddress;
import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.fleet.NodeStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fleet's activities as Temporal calls them, with a real sshd and a real PostgreSQL. */
class FleetActivitiesTest {
  @TempDir static Path folder;

  private static SshKey clientKey;
  private static SshKey hostKey;

  private final FleetTables tables = new FleetTables();
  private FleetRig rig;
  private RealSshd sshd;
  private FleetActivitiesImpl fleet;
  private NodeId node;

  @BeforeAll
  static void makeKeys() {
    clientKey = SshKey.make(folder, "client");
    hostKey = SshKey.make(folder, "host");
    SshKey.authorized(folder, clientKey);
  }

  @BeforeEach
  void start() throws IOException {
    rig = new FleetRig(clientKey.privateKey());
    var ledger = new FleetLedger(FleetTables.RULES, tables.jdbc, tables.transactions);
    fleet = new FleetActivitiesImpl(FleetTables.RULES, rig.prober, tables.nodes, ledger);
    sshd = RealSshd.start(folder, 1, hostKey);
    node = tables.node(sshd.address());
  }

  @AfterEach
  void stop() throws IOException {
    rig.close();
    sshd.close();
  }

  @Test
  void aSweepFindsTheNodeAliveAndTellsThatItSwept() {
    tables.later(Duration.ofHours(1));

    assertThat(fleet.sweep()).extracting(Looked::probed, Looked::answered).containsExactly(1, 1);

    assertThat(tables.status(node)).isEqualTo(NodeStatus.ALIVE);
    assertThat(tables.read("latency_micros", node, Long.class)).isPositive();
    assertThat(new BreakerRepository(tables.jdbc).sweptWithin(Duration.ofMinutes(1))).isTrue();
  }

  @Test
  void aStoppedNodeIsLookedAtUntilItIsDead() {
    fleet.sweep();
    sshd.stop();

    tables.later(FleetTables.RULES.reprobeInterval());
    var looked = fleet.sweep();
    assertThat(looked.unsure()).containsExactly(node);
    assertThat(looked.lookAgainIn()).isPositive().isLessThan(Duration.ofSeconds(2));
    while (!looked.unsure().isEmpty()) {
      tables.later(FleetTables.RULES.reprobeInterval());
      looked = fleet.look(looked.unsure());
    }

    assertThat(tables.status(node)).isEqualTo(NodeStatus.DEAD);
    assertThat(tables.audit(node))
        .containsExactly("UNKNOWN → ALIVE", "ALIVE → SUSPECT", "SUSPECT → DEAD");
  }

  @Test
  void aFrozenNodeIsLookedAtAgainAtOnce() {
    fleet.sweep();
    sshd.freeze();

    tables.later(FleetTables.RULES.reprobeInterval());
    var looked = fleet.look(List.of(node));
    sshd.thaw();

    assertThat(looked.unsure()).containsExactly(node);
    assertThat(looked.lookAgainIn()).isZero();
  }

  @Test
  void aNodeWithAnotherKeyIsQuarantined() {
    var impostor = new NodeAddress(node, "127.0.0.1", sshd.port(), clientKey.publicKey());
    tables.set(node, "host_key = '" + impostor.hostKey() + "'");

    fleet.sweep();

    assertThat(tables.status(node)).isEqualTo(NodeStatus.QUARANTINED);
    assertThat(tables.read("reason", node, String.class)).contains("pinned is");
  }

  @Test
  void nodesThatAreGoneAreNotLookedAt() {
    tables.set(node, "removed_at = now()");

    assertThat(fleet.sweep().probed()).isZero();
    assertThat(fleet.look(List.of(node)).probed()).isZero();
  }
}
