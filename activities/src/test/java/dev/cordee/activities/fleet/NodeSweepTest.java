package dev.cordee.activities.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.workflows.fleet.Breaker;
import dev.cordee.workflows.fleet.NodeAddress;
import dev.cordee.workflows.fleet.Probe;
import dev.cordee.workflows.fleet.Probe.Finding;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A day in the life of a fleet of sixty, in order: first seen, well for long, partly ill, well. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NodeSweepTest {
  private static final int NODES = 60;
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  @TempDir static Path folder;

  private static final List<RealSshd> fleet = new ArrayList<>();
  private static FleetRig rig;

  @BeforeAll
  static void startAll() throws IOException {
    var clientKey = SshKey.make(folder, "client");
    var hostKey = SshKey.make(folder, "host");
    SshKey.authorized(folder, clientKey);
    for (var node = 1; node <= NODES; node++) {
      fleet.add(RealSshd.start(folder, node, hostKey));
    }
    rig = new FleetRig(clientKey.privateKey());
  }

  @AfterAll
  static void stopAll() throws IOException {
    if (rig != null) {
      rig.close();
    }
    fleet.forEach(RealSshd::close);
  }

  private static List<NodeAddress> addresses() {
    return fleet.stream().map(RealSshd::address).toList();
  }

  @Test
  @Order(1)
  void theFirstSweepLogsInToEveryNodeAndFindsEachAlive() throws Exception {
    var sweep = rig.prober.sweep(addresses());

    assertThat(sweep.probes()).hasSize(NODES).extracting(Probe::login).containsOnly(true);
    assertThat(sweep.probes()).extracting(Probe::finding).containsOnly(Finding.ANSWERED);
    assertThat(rig.connections.count()).isEqualTo(NODES);
    report("first sweep, all logins", sweep);
  }

  @Test
  @Order(2)
  void fiftySweepsLogInToATwentiethEachAndLeakNothing() throws Exception {
    var threads = threads();
    var files = openFiles();
    var logins = 0L;
    for (var sweep = 0; sweep < 40; sweep++) {
      var probes = rig.prober.sweep(addresses()).probes();
      assertThat(probes).extracting(Probe::finding).containsOnly(Finding.ANSWERED);
      logins += probes.stream().filter(Probe::login).count();
    }
    report("a sweep of open connections", rig.prober.sweep(addresses()));
    for (var sweep = 0; sweep < 9; sweep++) {
      rig.prober.sweep(addresses());
    }

    assertThat(logins).as("each node twice in 40 sweeps").isEqualTo(2L * NODES);
    assertThat(rig.connections.count()).isEqualTo(NODES);
    Await.until("threads end", Duration.ofSeconds(5), () -> threads() <= threads);
    Await.until("sockets close", Duration.ofSeconds(5), () -> openFiles() <= files);
    Await.until(
        "sshds see us leave",
        Duration.ofSeconds(10),
        () -> fleet.stream().allMatch(sshd -> sshd.sessions().size() <= 2));
  }

  @Test
  @Order(3)
  void frozenAndStoppedNodesAreToldApartAndCostTheTimeoutOnce() throws Exception {
    fleet.subList(0, 3).forEach(RealSshd::freeze);
    fleet.get(3).stop();

    var sweep = rig.prober.sweep(addresses());
    fleet.subList(0, 3).forEach(RealSshd::thaw);
    report("a sweep with 5 % frozen", sweep);

    assertThat(sweep.probes().subList(0, 3))
        .extracting(Probe::finding)
        .containsOnly(Finding.NO_BANNER);
    assertThat(sweep.probes().get(3).finding()).isEqualTo(Finding.REFUSED);
    assertThat(sweep.probes().subList(4, NODES))
        .extracting(Probe::finding)
        .containsOnly(Finding.ANSWERED);
    assertThat(sweep.took()).isLessThan(FleetRig.TIMEOUT.plusSeconds(1));
    assertThat(sweep.canaryAnswered()).isTrue();
    assertThat(new Breaker(2, 0.55).opens(sweep.sight(INTERVAL))).isEmpty();
  }

  @Test
  @Order(4)
  void whatIsMeasuredCanBeReadOff() {
    assertThat(rig.meters.get("cordee.fleet.sweep").timer().count()).isEqualTo(52);
    assertThat(
            rig.meters.get("cordee.fleet.probe").tag("finding", "NO_BANNER").timers().stream()
                .mapToLong(Timer::count)
                .sum())
        .isEqualTo(3);
    assertThat(rig.meters.get("cordee.fleet.lateness").timer().count()).isEqualTo(52);
    assertThat(rig.meters.get("cordee.fleet.connections").gauge().value()).isEqualTo(NODES - 4);
  }

  @Test
  @Order(5)
  void nodesThatLeaveTheFleetAreForgottenAndTheRestIsClosedAtTheEnd() throws Exception {
    rig.prober.sweep(addresses().subList(10, 20));
    assertThat(rig.connections.count()).isEqualTo(10);

    rig.close();

    assertThat(rig.connections.count()).isZero();
    Await.until("threads end", Duration.ofSeconds(5), () -> threads() == 0);
    assertThat(rig.prober.sweep(addresses()).probes())
        .extracting(Probe::finding)
        .containsOnly(Finding.NOT_PROBED);
  }

  /** Those that read from nodes. */
  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("cordee-ssh-node-"))
        .count();
  }

  private static long openFiles() {
    try (var files = Files.list(Path.of("/proc/self/fd"))) {
      return files.filter(file -> isSocket(file)).count();
    } catch (IOException e) {
      throw new AssertionError("this test counts open files in /proc, so it needs Linux", e);
    }
  }

  private static boolean isSocket(Path file) {
    try {
      return Files.readSymbolicLink(file).toString().startsWith("socket:");
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  private static void report(String what, Sweep sweep) {
    System.out.printf(
        "%s: %d nodes in %d ms, we were late by %d ms%n",
        what, sweep.probes().size(), sweep.took().toMillis(), sweep.lateness().toMillis());
  }
}
