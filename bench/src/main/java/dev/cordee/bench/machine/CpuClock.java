package dev.cordee.bench.machine;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads how much CPU time a process and everything below it have used so far. */
public final class CpuClock {
  private CpuClock() {}

  /** CPU seconds of the process tree; empty where it cannot be known. */
  public static OptionalDouble seconds(Optional<Long> root) {
    return root.isEmpty() ? OptionalDouble.empty() : tree(root.get(), ProcStat.all());
  }

  static OptionalDouble tree(long root, List<ProcStat> processes) {
    var tree = new ProcessTrees(processes).of(List.of(root));
    return tree.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(ProcessTrees.seconds(tree));
  }
}
