package dev.cordee.activities.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cordee.workflows.fleet.NodeAddress;
import dev.cordee.workflows.fleet.Probe;
import dev.cordee.workflows.fleet.Probe.Finding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real sshd's illnesses look like from here. */
class NodeProberTest {
  @TempDir static Path folder;

  private static SshKey clientKey;
  private static SshKey hostKey;

  private final List<AutoCloseable> started = new ArrayList<>();
  private FleetRig rig;

  @BeforeAll
  static void makeKeys() {
    clientKey = SshKey.make(folder, "client");
    hostKey = SshKey.make(folder, "host");
    SshKey.authorized(folder, clientKey);
  }

  @BeforeEach
  void start() throws IOException {
    rig = new FleetRig(clientKey.privateKey());
  }

  @AfterEach
  void stop() throws Exception {
    rig.close();
    for (var each : started) {
      each.close();
    }
  }

  private RealSshd sshd(String... options) {
    return closing(RealSshd.start(folder, 1, hostKey, options));
  }

  private <T extends AutoCloseable> T closing(T resource) {
    started.add(resource);
    return resource;
  }

  @Test
  void aHealthyNodeAnswersByALoginFirstAndByItsOpenConnectionThen() throws Exception {
    var node = sshd().address();

    assertThat(rig.look(node))
        .returns(Finding.ANSWERED, Probe::finding)
        .returns(true, Probe::login);
    assertThat(rig.look(node))
        .returns(Finding.ANSWERED, Probe::finding)
        .returns(false, Probe::login);
    assertThat(rig.connections.count()).isOne();
  }

  @Test
  void aLoginOnDemandLeavesTheOpenConnectionAlone() throws Exception {
    var node = sshd().address();
    rig.look(node);
    var open = rig.connections.open(node);

    assertThat(rig.logIn(node))
        .returns(Finding.ANSWERED, Probe::finding)
        .returns(true, Probe::login);
    assertThat(rig.connections.open(node)).isEqualTo(open);
  }

  @Test
  void aStoppedNodeRefusesAndThatIsKnownAtOnce() throws Exception {
    var sshd = sshd();
    rig.look(sshd.address());

    sshd.stop();

    var probe = rig.look(sshd.address());
    assertThat(probe.finding()).isEqualTo(Finding.REFUSED);
    assertThat(probe.detail()).isEqualTo("connection refused");
    assertThat(probe.took()).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void aFrozenNodeIsSilentForTheTimeoutAndNoLonger() throws Exception {
    var sshd = sshd();
    rig.look(sshd.address());

    sshd.freeze();

    var probe = rig.look(sshd.address());
    sshd.thaw();
    assertThat(probe.finding()).isEqualTo(Finding.NO_BANNER);
    assertThat(probe.detail()).startsWith("took the connection, and said nothing within ");
    assertThat(probe.took())
        .isBetween(FleetRig.TIMEOUT.minusMillis(200), FleetRig.TIMEOUT.plusSeconds(1));
  }

  @Test
  void aNodeThatWasFrozenForAWhileAnswersAgain() throws Exception {
    var sshd = sshd();
    rig.look(sshd.address());
    sshd.freeze();
    rig.look(sshd.address());

    sshd.thaw();

    assertThat(rig.look(sshd.address()))
        .returns(Finding.ANSWERED, Probe::finding)
        .returns(true, Probe::login);
  }

  @Test
  void aFrozenSessionIsReplacedByAFreshLoginWithinTheSameTime() throws Exception {
    var sshd = sshd();
    rig.look(sshd.address());

    sshd.freezeSessions();

    var probe = rig.look(sshd.address());
    assertThat(probe).returns(Finding.ANSWERED, Probe::finding).returns(true, Probe::login);
    assertThat(probe.took()).isLessThan(FleetRig.TIMEOUT);
    assertThat(rig.look(sshd.address()).login()).as("the new one is kept").isFalse();
  }

  @Test
  void aListenerThatIsGoneIsSeenByALoginAndNotForgottenByAnOldConnection() throws Exception {
    var sshd = sshd();
    rig.look(sshd.address());
    var sessions = sshd.sessions();

    sshd.stopListener();

    assertThat(rig.look(sshd.address()).finding()).isEqualTo(Finding.ANSWERED);
    assertThat(rig.logIn(sshd.address()).finding()).isEqualTo(Finding.REFUSED);
    assertThat(rig.look(sshd.address()).finding()).isEqualTo(Finding.REFUSED);
    sessions.forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void anotherHostKeyIsNeverAccepted() throws Exception {
    var sshd = sshd();
    var pinned = sshd.address();
    rig.look(pinned);
    sshd.stop();

    closing(sshd.again(SshKey.make(folder, "impostor")));

    var probe = rig.look(pinned);
    assertThat(probe.finding()).isEqualTo(Finding.HOST_KEY_CHANGED);
    assertThat(probe.detail()).matches("shows the host key SHA256:.*, pinned is SHA256:.*");
    assertThat(rig.connections.count()).isZero();
  }

  @Test
  void aHostKeyOfAnotherKindIsAnotherHostKey() throws Exception {
    var sshd = sshd();
    var pinned = sshd.address();
    sshd.stop();

    closing(sshd.again(SshKey.make(folder, "impostor-rsa", "rsa")));

    assertThat(rig.look(pinned).finding()).isEqualTo(Finding.HOST_KEY_CHANGED);
  }

  @Test
  void aRefusedKeyIsNoDeath() throws Exception {
    try (var stranger = new FleetRig(SshKey.make(folder, "stranger").privateKey())) {
      var probe = stranger.look(sshd().address());

      assertThat(probe.finding()).isEqualTo(Finding.LOGIN_REFUSED);
      assertThat(probe.detail()).contains(System.getProperty("user.name"));
    }
  }

  @Test
  void aRefusalByTooManyFailuresIsARefusalToo() throws Exception {
    try (var stranger = new FleetRig(SshKey.make(folder, "stranger-2").privateKey())) {
      assertThat(stranger.look(sshd("MaxAuthTries 1").address()).finding())
          .isEqualTo(Finding.LOGIN_REFUSED);
    }
  }

  @Test
  void aSshdFullOfIdleStrangersTurnsNewcomersAwayAndSaysSo() throws Exception {
    var sshd = sshd("MaxStartups 3");
    try (var _ = new IdleConnections(3, sshd)) {
      var probe = rig.look(sshd.address());

      assertThat(probe.finding()).isEqualTo(Finding.NO_BANNER);
      assertThat(probe.detail()).contains("Exceeded MaxStartups");
      assertThat(probe.took()).as("tried twice, not for ever").isLessThan(Duration.ofSeconds(2));
    }
  }

  @Test
  void strangersCannotKillANodeThatHasAnOpenConnection() throws Exception {
    var sshd = sshd("MaxStartups 3");
    rig.look(sshd.address());
    try (var _ = new IdleConnections(3, sshd)) {
      var probe = rig.logIn(sshd.address());

      assertThat(probe).returns(Finding.ANSWERED, Probe::finding).returns(false, Probe::login);
      assertThat(probe.detail()).contains("too busy for newcomers").contains("MaxStartups");
    }
  }

  @Test
  void aHundredIdleConnectionsDoNotMatterWhereThereIsRoom() throws Exception {
    var sshd = sshd("MaxStartups 200");
    try (var _ = new IdleConnections(100, sshd)) {
      assertThat(rig.logIn(sshd.address()).finding()).isEqualTo(Finding.ANSWERED);
      assertThat(rig.look(sshd.address()).finding()).isEqualTo(Finding.ANSWERED);
    }
  }

  @Test
  void aSlowGreetingIsWaitedFor() throws Exception {
    var slow = closing(new FakeSshd(FakeSshd.slowly(1200, sshd())));

    var probe = rig.look(slow.address(7, hostKey.publicKey()));

    assertThat(probe.finding()).isEqualTo(Finding.ANSWERED);
    assertThat(probe.took()).isGreaterThan(Duration.ofMillis(1200));
  }

  @Test
  void aCommandThatFailsIsAMiss() throws Exception {
    var probe = rig.look(sshd("ForceCommand exit 7").address());

    assertThat(probe.finding()).isEqualTo(Finding.COMMAND_FAILED);
    assertThat(probe.detail()).isEqualTo("let us in, and ended `true` with status 7");
  }

  @Test
  void aSshdThatOpensNoSessionIsAMiss() throws Exception {
    assertThat(rig.look(sshd("MaxSessions 0").address()).finding())
        .isEqualTo(Finding.COMMAND_FAILED);
  }

  @Test
  void aCommandThatHangsEndsWithTheTimeout() throws Exception {
    var probe = rig.look(sshd("ForceCommand sleep 60").address());

    assertThat(probe.finding()).isEqualTo(Finding.COMMAND_FAILED);
    assertThat(probe.detail()).startsWith("let us in, and did not end `true` within ");
    assertThat(probe.took()).isLessThan(FleetRig.TIMEOUT.plusSeconds(1));
    assertThat(rig.connections.count()).isZero();
  }

  @Test
  void aNodeKilledWhileItIsLookedAtIsKnownAtOnce() throws Exception {
    var sshd = sshd("ForceCommand touch " + folder + "/entered; sleep 60");
    var looking = CompletableFuture.supplyAsync(() -> quietly(sshd));
    Await.until(
        "the command runs", FleetRig.TIMEOUT, () -> folder.resolve("entered").toFile().exists());

    var killed = System.nanoTime();
    sshd.stop();

    assertThat(looking.join().finding()).isEqualTo(Finding.CONNECTION_LOST);
    assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(1));
  }

  private Probe quietly(RealSshd sshd) {
    try {
      return rig.look(sshd.address());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void thoseWhoComeAtOnceShareOneConnection() throws Exception {
    var node = sshd().address();
    var connecting =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> connected(node)))
            .limit(8)
            .toList();

    assertThat(connecting.stream().map(CompletableFuture::join).distinct()).hasSize(1);
  }

  private NodeConnection connected(NodeAddress node) {
    try {
      return rig.connections.openOrConnect(node, rig.connections.budget());
    } catch (NodeTrouble e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void waitingForSomebodyElseWhoConnectsIsNotHeldAgainstTheNode() throws Exception {
    var gate = closing(new FakeSshd(FakeSshd.slowly(2000, sshd())));
    var node = gate.address(7, hostKey.publicKey());
    var other = CompletableFuture.supplyAsync(() -> connected(node));
    Await.until("another connects", FleetRig.TIMEOUT, () -> gate.connections() == 1);

    assertThat(rig.look(node).finding()).isEqualTo(Finding.ANSWERED);

    assertThat(other.join().isOpen()).isTrue();
    assertThat(gate.connections()).as("one after the other").isEqualTo(2);
  }

  @Test
  void aLookEndsAtOnceWhenToldToStop() throws Exception {
    var sshd = sshd("ForceCommand touch " + folder + "/begun; sleep 60");
    var stopped = new CompletableFuture<Boolean>();
    var looking =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    rig.look(sshd.address());
                    stopped.complete(false);
                  } catch (InterruptedException e) {
                    stopped.complete(true);
                  }
                });
    Await.until(
        "the command runs", FleetRig.TIMEOUT, () -> folder.resolve("begun").toFile().exists());

    looking.interrupt();

    assertThat(stopped.get(1, TimeUnit.SECONDS)).isTrue();
    assertThat(rig.connections.count()).isZero();
  }

  @Test
  void keysAreRenewedOnAnOpenConnection() throws Exception {
    // after a kilobyte each way, that is after a few keep-alives
    var node = sshd("RekeyLimit 1K").address();
    rig.look(node);

    for (var i = 0; i < 100; i++) {
      assertThat(rig.look(node))
          .returns(Finding.ANSWERED, Probe::finding)
          .returns(false, Probe::login);
    }
  }

  @Test
  void anAddressOfTheSixthVersionIsAnAddress() throws Exception {
    assertThat(rig.look(sshd().address("::1")).finding()).isEqualTo(Finding.ANSWERED);
  }

  @Test
  void aNameIsLookedUp() throws Exception {
    assertThat(rig.look(sshd().address("localhost")).finding()).isEqualTo(Finding.ANSWERED);
  }

  @Test
  void aUselessKeyFileIsSaidAtTheStart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FleetRig(folder.resolve("nowhere")))
        .withMessageContaining("nowhere");
  }

  /** Connections that never log in. */
  private static final class IdleConnections implements AutoCloseable {
    private final List<Socket> sockets = new ArrayList<>();

    IdleConnections(int number, RealSshd sshd) throws IOException {
      for (var i = 0; i < number; i++) {
        sockets.add(new Socket(InetAddress.getByName("127.0.0.1"), sshd.port()));
      }
      for (var socket : sockets) {
        // greeted: sshd has counted it
        socket.getInputStream().read();
      }
    }

    @Override
    public void close() throws IOException {
      for (var socket : sockets) {
        socket.close();
      }
    }
  }
}
