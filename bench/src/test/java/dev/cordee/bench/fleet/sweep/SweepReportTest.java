package dev.cordee.bench.fleet.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.bench.fleet.sshd.SshdFleet.State;
import dev.cordee.bench.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SweepReportTest {
  private static final Machine MACHINE = new Machine(2, 0.5, "Linux amd64", "25");

  private static Seen seen(Means means, int nodes, State state, double seconds) {
    return new Seen(means, nodes, state, seconds, seconds / 2, seconds / 2, 400_000_000, 0, 0);
  }

  /** Cordée in so many seconds, parallel-ssh in fifty, on five hundred nodes. */
  private static List<Seen> fiveHundred(double ours) {
    var seen = new ArrayList<Seen>();
    for (var state : State.values()) {
      seen.add(seen(Means.CORDEE, 500, state, ours));
      seen.add(seen(Means.PARALLEL_SSH, 500, state, 50));
    }
    return seen;
  }

  private static SweepReport report(List<Seen> seen) {
    return new SweepReport(
        MACHINE, "", seen, List.of(new Detection.Lost(Detection.Loss.KILLED, 0.01, 4.2)));
  }

  @Test
  void claims_hold_up_to_their_very_bound() {
    var report = report(fiveHundred(5));

    assertThat(report.holds()).isTrue();
    assertThat(report.plain()).contains("0.100 of it     pass").contains("400 MB     pass");
  }

  @Test
  void a_sweep_that_is_too_slow_fails() {
    var report = report(fiveHundred(5.1));

    assertThat(report.holds()).isFalse();
    assertThat(report.plain()).contains("0.102 of it     FAIL");
  }

  @Test
  void one_wrong_verdict_in_one_round_fails() {
    var seen = new ArrayList<>(fiveHundred(1));
    seen.add(new Seen(Means.CORDEE_FIRST, 10, State.ILL, 1, 1, 1, 1, 1, 0));

    assertThat(report(seen).holds()).isFalse();
    assertThat(report(seen).plain()).contains("1 wrong, 0 not told     FAIL");
  }

  @Test
  void what_was_not_measured_is_not_claimed() {
    var report = report(List.of(seen(Means.CORDEE, 10, State.WELL, 1)));

    assertThat(report.holds()).isFalse();
    assertThat(report.plain()).contains("not measured");
  }

  @Test
  void rounds_are_told_by_their_median_and_as_multiples_of_cordees() {
    var report =
        report(
            List.of(
                seen(Means.CORDEE, 10, State.WELL, 2),
                seen(Means.CORDEE, 10, State.WELL, 1),
                seen(Means.CORDEE, 10, State.WELL, 30),
                seen(Means.SSH, 10, State.WELL, 5)));

    assertThat(report.markdown())
        .contains("| ssh, one by one | 10 | all well | 5.0 | 2.5× |")
        .contains("| kill -9 | 1 | 0.01 | 0.01 | 4.2 | 4.2 |");
  }
}
