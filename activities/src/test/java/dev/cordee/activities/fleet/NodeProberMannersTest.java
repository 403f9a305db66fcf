package dev.cordee.activities.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.workflows.fleet.Depth;
import dev.cordee.workflows.fleet.NodeAddress;
import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.fleet.Probe;
import dev.cordee.workflows.fleet.Probe.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of peers that are no good sshd, and of names and addresses that lead nowhere. */
class NodeProberMannersTest {
  @TempDir static Path folder;

  private static SshKey clientKey;

  private final List<AutoCloseable> started = new ArrayList<>();
  private FleetRig rig;

  @BeforeAll
  static void makeKeys() {
    clientKey = SshKey.make(folder, "client");
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

  private FakeSshd fake(FakeSshd.Manner manner) {
    var fake = new FakeSshd(manner);
    started.add(fake);
    return fake;
  }

  @Test
  void aKeyExchangeThatStallsEndsWithTheTimeout() throws Exception {
    var probe = rig.look(fake(FakeSshd.saying(FakeSshd.BANNER)).address(1));

    assertThat(probe.finding()).isEqualTo(Finding.TIMED_OUT);
    assertThat(probe.detail()).startsWith("greeted us, and did not end the key exchange within ");
    assertThat(probe.took())
        .isBetween(FleetRig.TIMEOUT.minusMillis(200), FleetRig.TIMEOUT.plusSeconds(1));
  }

  @Test
  void aConnectionDroppedAfterTheGreetingIsLost() throws Exception {
    var peer = fake((connection, _) -> FakeSshd.say(connection, FakeSshd.BANNER));

    var probe = rig.look(peer.address(1));

    assertThat(probe.finding()).isEqualTo(Finding.CONNECTION_LOST);
    assertThat(probe.detail()).startsWith("closed the connection during the key exchange");
  }

  @Test
  void aKeyExchangeOfNonsenseIsLost() throws Exception {
    var peer = fake(FakeSshd.saying(FakeSshd.BANNER + "nonsense, and a lot of it".repeat(40)));

    assertThat(rig.look(peer.address(1)).finding()).isEqualTo(Finding.CONNECTION_LOST);
  }

  @Test
  void aConnectionThatIsClosedAtOnceIsTriedTwice() throws Exception {
    var peer = fake((_, _) -> {});

    var probe = rig.look(peer.address(1));

    assertThat(probe.finding()).isEqualTo(Finding.NO_BANNER);
    assertThat(probe.detail()).isEqualTo("took the connection, and closed it without a greeting");
    assertThat(peer.connections()).isEqualTo(2);
  }

  @Test
  void whatSpeaksAnotherProtocolIsQuoted() throws Exception {
    var peer = fake((c, _) -> FakeSshd.say(c, "HTTP/1.1 400 Bad\u001b[2J Request\r\n\r\n"));

    var probe = rig.look(peer.address(1));

    assertThat(probe.finding()).isEqualTo(Finding.NO_BANNER);
    assertThat(probe.detail())
        .isEqualTo("turned the connection away: HTTP/1.1 400 Bad [2J Request");
  }

  @Test
  void aGreetingThatNeverEndsIsCutShort() throws Exception {
    var lines = rig.look(fake(FakeSshd.saying("220 welcome\r\n".repeat(5000))).address(1));
    var line = rig.look(fake(FakeSshd.saying("x".repeat(100_000))).address(2));

    assertThat(lines.finding()).isEqualTo(Finding.NO_BANNER);
    assertThat(lines.detail()).isEqualTo("speaks, but not SSH: 220 welcome");
    assertThat(line.finding()).isEqualTo(Finding.NO_BANNER);
    assertThat(line.detail()).hasSizeLessThan(100);
    assertThat(line.took()).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void whatAStrangerSaysIsHarmlessToDatabaseAndLog() {
    var trouble =
        NodeTrouble.seen(Finding.CONNECTION_LOST, "bye\0\nroot logged in" + "x".repeat(9999));

    assertThat(trouble.detail()).startsWith("bye��root logged in").hasSizeLessThan(250);
  }

  @Test
  void aGreetingThatDripsDoesNotOutliveTheTimeout() throws Exception {
    var peer =
        fake(
            (connection, done) -> {
              while (!done.await(100, TimeUnit.MILLISECONDS)) {
                FakeSshd.say(connection, "z");
              }
            });

    var probe = rig.look(peer.address(1));

    assertThat(probe.finding()).isEqualTo(Finding.NO_BANNER);
    assertThat(probe.took()).isLessThan(FleetRig.TIMEOUT.plusSeconds(1));
  }

  @Test
  void silenceMeansNothingWhileWeAreLateOurselves() throws Exception {
    var stalled = fake(FakeSshd.saying(FakeSshd.BANNER));
    // a canary that cannot be heard is as late as can be
    rig.canary.close();

    var silent = rig.look(stalled.address(1));
    var refused = rig.look(nobody());

    assertThat(silent.finding()).isEqualTo(Finding.NOT_PROBED);
    assertThat(silent.detail()).startsWith("this prober was late by ");
    assertThat(refused.finding()).as("a refusal is no silence").isEqualTo(Finding.REFUSED);
    // long enough for the canary to be missed
    assertThat(rig.prober.sweep(List.of(stalled.address(3))).canaryAnswered()).isFalse();
  }

  private static NodeAddress nobody() {
    return new NodeAddress(new NodeId(2), "127.0.0.1", RealSshd.freePort(), "ssh-ed25519 AAAA");
  }

  @Test
  void aCanaryThatIsWellIsHardlyLate() throws Exception {
    var stalled = fake(FakeSshd.saying(FakeSshd.BANNER));

    var sweep = rig.prober.sweep(List.of(stalled.address(1)));

    assertThat(sweep.canaryAnswered()).isTrue();
    assertThat(sweep.lateness()).isBetween(Duration.ofNanos(1), Duration.ofSeconds(1));
  }

  @Test
  void stalledNodesDoNotBarHealthyOnes() throws Exception {
    var hostKey = SshKey.make(folder, "host");
    var healthy = new ArrayList<NodeAddress>();
    for (var i = 0; i < 4; i++) {
      var sshd = RealSshd.start(folder, 100 + i, hostKey);
      started.add(sshd);
      healthy.add(sshd.address());
    }
    var stalled = fake(FakeSshd.saying(FakeSshd.BANNER));
    // twice as many as may log in at once, and first in line
    var nodes =
        Stream.concat(
                Stream.iterate(1L, i -> i + 1).limit(24).map(stalled::address), healthy.stream())
            .toList();

    var probes = rig.prober.probe(nodes, Depth.LOGIN);

    assertThat(probes.subList(0, 24)).extracting(Probe::finding).containsOnly(Finding.TIMED_OUT);
    assertThat(probes.subList(24, 28)).extracting(Probe::finding).containsOnly(Finding.ANSWERED);
  }

  @Test
  void aNameThatNobodyHasIsNoAnswer() throws Exception {
    var probe = rig.look(new NodeAddress(new NodeId(1), "nowhere.invalid", 22, "ssh-ed25519 AAAA"));

    // without any name service it cannot be known, and nothing may follow from it
    assertThat(probe.finding()).isIn(Finding.NAME_UNKNOWN, Finding.NOT_PROBED);
    assertThat(probe.detail()).contains("nowhere.invalid");
  }

  @Test
  void aPortOutOfRangeIsOurOwnTrouble() throws Exception {
    var probe = rig.look(new NodeAddress(new NodeId(1), "127.0.0.1", 70_000, "ssh-ed25519 AAAA"));

    assertThat(probe.finding()).isEqualTo(Finding.NOT_PROBED);
  }

  @Test
  void aPinnedKeyThatCannotBeReadAcceptsNothing() throws Exception {
    var peer = fake(FakeSshd.saying(FakeSshd.BANNER));

    var probe = rig.look(peer.address(1, "ssh-ed25519"));

    assertThat(probe.finding()).isEqualTo(Finding.NOT_PROBED);
    assertThat(probe.detail()).contains("no readable pinned host key");
  }
}
