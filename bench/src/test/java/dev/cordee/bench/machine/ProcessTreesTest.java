package dev.cordee.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessTreesTest {

  @Test
  void several_trees_are_summed_and_strangers_left_out() {
    var trees =
        new ProcessTrees(
            List.of(
                new ProcStat(1, 0, 900, 0),
                new ProcStat(10, 1, 100, 30),
                new ProcStat(11, 10, 20, 0),
                new ProcStat(20, 1, 3, 0)));

    assertThat(trees.cpuSeconds(List.of(10L, 20L, 99L))).isEqualTo(1.23);
    assertThat(trees.pids(List.of(10L))).containsExactly(10L, 11L);
  }

  @Test
  void the_share_of_memory_is_read_from_its_line() {
    assertThat(
            Memory.parse(
                "a-b ---p 00000000 00:00 0 [rollup]\nRss: 9 kB\nPss:   2 kB\nPss_Anon: 7 kB\n"))
        .isEqualTo(2048);
  }

  @Test
  void this_very_process_takes_up_memory() {
    assertThat(Memory.share(ProcessHandle.current().pid())).isPositive();
  }
}
