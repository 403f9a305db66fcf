package dev.cordee.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CpuClockTest {

  @Test
  void a_stat_line_yields_own_time_and_that_of_ended_children() {
    var line =
        "17 (a (b) c) S 4 17 17 0 -1 4194560 9 8 7 6 100 20 3 1 20 0 5 0 999 1000 30 184467 1 1\n";

    assertThat(ProcStat.parse(line)).isEqualTo(new ProcStat(17, 4, 124, 4));
  }

  @Test
  void a_tree_is_summed_to_its_leaves_and_leaves_strangers_out() {
    var processes =
        List.of(
            new ProcStat(1, 0, 1000, 0),
            new ProcStat(10, 1, 100, 0),
            new ProcStat(11, 10, 20, 0),
            new ProcStat(12, 11, 3, 0),
            new ProcStat(20, 1, 5000, 0));

    assertThat(CpuClock.tree(10, processes)).hasValue(1.23);
    assertThat(CpuClock.tree(99, processes)).isEmpty();
  }
}
