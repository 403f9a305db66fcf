package dev.cordee.activities.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.workflows.fleet.NodeAddress;
import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.fleet.Probe.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trouble of a rented node is told of at once, once, and again when it comes again. */
class NodeWatchTest {
  private static final Duration AT_ONCE = Duration.ofMillis(500);
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir static Path folder;

  private static SshKey clientKey;
  private static SshKey hostKey;

  private record Trouble(NodeId node, Finding finding, String detail, long nanos) {}

  private final List<Trouble> told = new CopyOnWriteArrayList<>();
  private FleetRig rig;
  private NodeWatch watch;
  private RealSshd sshd;

  @BeforeAll
  static void makeKeys() {
    clientKey = SshKey.make(folder, "client");
    hostKey = SshKey.make(folder, "host");
    SshKey.authorized(folder, clientKey);
  }

  @BeforeEach
  void watchOne() throws IOException {
    rig = new FleetRig(clientKey.privateKey());
    watch = new NodeWatch(rig.settings, rig.connections, this::hear, rig.metrics);
    sshd = RealSshd.start(folder, 1, hostKey);
    watch.watch(Set.of(sshd.address()));
    awaitOpenConnection();
  }

  @AfterEach
  void stop() throws IOException {
    watch.close();
    rig.close();
    sshd.close();
  }

  private void hear(NodeAddress node, Finding finding, String detail) {
    told.add(new Trouble(node.node(), finding, detail, System.nanoTime()));
  }

  private void awaitOpenConnection() {
    Await.until("a connection is open", SOON, () -> rig.connections.count() == 1);
  }

  private Trouble awaitTrouble(int number) {
    Await.until("trouble is told of", SOON, () -> told.size() >= number);
    return told.get(number - 1);
  }

  private static Duration between(long nanos, Trouble trouble) {
    var took = Duration.ofNanos(trouble.nanos() - nanos);
    System.out.println(trouble.finding() + " told after " + took.toMillis() + " ms");
    return took;
  }

  @Test
  void aStoppedNodeIsToldOfAtOnceAndOnce() throws Exception {
    var stopped = System.nanoTime();
    sshd.stop();

    var trouble = awaitTrouble(1);
    assertThat(trouble.node()).isEqualTo(new NodeId(1));
    assertThat(trouble.finding()).isEqualTo(Finding.CONNECTION_LOST);
    assertThat(trouble.detail()).isEqualTo("an open connection was lost: closed by the node");
    assertThat(between(stopped, trouble)).isLessThan(AT_ONCE);

    try (var wreck = new FakeSshd(sshd.port(), (_, _) -> {})) {
      Await.until("it is tried again and again", SOON, () -> wreck.connections() >= 4);
    }
    assertThat(told).hasSize(1);
  }

  @Test
  void aFrozenNodeIsToldOfWithinSixSeconds() {
    var frozen = System.nanoTime();
    sshd.freeze();

    var trouble = awaitTrouble(1);
    sshd.thaw();
    assertThat(trouble.finding()).isEqualTo(Finding.TIMED_OUT);
    assertThat(trouble.detail()).isEqualTo("left a keep-alive unanswered for 3 s");
    assertThat(between(frozen, trouble)).isLessThan(Duration.ofSeconds(6));
  }

  @Test
  void aNodeThatComesBackIsWatchedAgain() {
    sshd.stop();
    awaitTrouble(1);

    var back = sshd.again(hostKey);
    awaitOpenConnection();
    var stopped = System.nanoTime();
    back.stop();

    var again = awaitTrouble(2);
    assertThat(again.finding()).isEqualTo(Finding.CONNECTION_LOST);
    assertThat(between(stopped, again)).isLessThan(AT_ONCE);
  }

  @Test
  void aConnectionThatIsClosedHereIsNoTrouble() {
    var first = rig.connections.open(sshd.address()).orElseThrow();
    rig.connections.forgetAllBut(Set.of());

    Await.until(
        "another connection is open",
        SOON,
        () -> rig.connections.open(sshd.address()).filter(now -> now != first).isPresent());
    assertThat(told).isEmpty();
  }

  @Test
  void aNodeWithAnotherKeyIsToldOf() {
    sshd.stop();
    awaitTrouble(1);
    try (var impostor = sshd.again(SshKey.make(folder, "impostor"))) {
      var fresh = new NodeAddress(new NodeId(9), "127.0.0.1", impostor.port(), hostKey.publicKey());
      watch.watch(Set.of(fresh));

      assertThat(awaitTrouble(2).finding()).isEqualTo(Finding.HOST_KEY_CHANGED);
    }
  }

  @Test
  void aNodeThatIsNotRentedAnyMoreIsNotToldOf() throws Exception {
    watch.watch(Set.of());

    sshd.stop();

    assertThat(rig.look(sshd.address()).finding()).isEqualTo(Finding.REFUSED);
    assertThat(told).isEmpty();
  }

  @Test
  void aListenerThatFailsIsToldAgain() throws Exception {
    var failing = new CopyOnWriteArrayList<Finding>();
    try (var other =
        new NodeWatch(
            rig.settings,
            rig.connections,
            (_, finding, _) -> {
              failing.add(finding);
              throw new IllegalStateException("nobody there to tell");
            },
            rig.metrics)) {
      other.watch(Set.of(sshd.address()));
      sshd.stop();

      Await.until("it is told twice", SOON, () -> failing.size() >= 2);
    }
  }
}
