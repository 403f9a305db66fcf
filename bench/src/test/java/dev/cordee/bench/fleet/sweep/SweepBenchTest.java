package dev.cordee.bench.fleet.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.bench.fleet.sshd.SshdFleet;
import dev.cordee.bench.fleet.sshd.SshdHome;
import dev.cordee.bench.fleet.sweep.SweepOptions.Tools;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three real sshds, one of them stopped and one frozen. */
class SweepBenchTest {
  private static final Path NODE_CONFIG = Path.of("../worker-image/sshd_config");

  @TempDir Path folder;

  @Test
  void everybody_finds_out_who_is_well_and_nothing_is_left_running() throws Exception {
    var home = SshdHome.make(folder, NODE_CONFIG);
    List<Long> sshds;
    try (var fleet = SshdFleet.start(home, 3);
        var measurement =
            new Measurement(new Tools(folder, NODE_CONFIG, none(), none()), home, fleet)) {
      assertThat(measurement.means()).containsExactly(Means.CORDEE, Means.CORDEE_FIRST, Means.SSH);
      for (var state : SshdFleet.State.values()) {
        fleet.become(state);
        for (var means : measurement.means()) {
          var seen = measurement.of(means, state);
          assertThat(seen.wrong() + seen.untold()).as("%s", seen).isZero();
          assertThat(seen.cpu()).as("%s", seen).isPositive();
        }
      }
      fleet.become(SshdFleet.State.WELL);
      var again = measurement.of(Means.CORDEE, SshdFleet.State.WELL);
      assertThat(again.wrong()).isZero();
      assertThat(again.megabytes()).isGreaterThan(20);
      sshds = fleet.pids();
    }
    assertThat(sshds).allSatisfy(SweepBenchTest::ended);
  }

  private static void ended(long pid) {
    assertThat(ProcessHandle.of(pid).map(ProcessHandle::onExit))
        .satisfiesAnyOf(exit -> assertThat(exit).isEmpty(), exit -> exit.orElseThrow().join());
  }

  private static Optional<Path> none() {
    return Optional.empty();
  }

  @Test
  void a_killed_node_is_told_of_at_once_and_certain_at_the_third_look() throws Exception {
    var lost = new Detection(SshdHome.make(folder, NODE_CONFIG)).time(Detection.Loss.KILLED);

    assertThat(lost.told()).isLessThan(3);
    assertThat(lost.certain()).isBetween(4.0, 15.0);
  }
}
