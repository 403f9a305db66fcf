package dev.cordee.bench.machine;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every process there was at one moment, by descent. */
public final class ProcessTrees {
  /** USER_HZ, the same on every Linux. */
  private static final double TICKS_PER_SECOND = 100;

  private final Map<Long, ProcStat> byPid;
  private final Map<Long, List<ProcStat>> children;

  ProcessTrees(List<ProcStat> processes) {
    byPid = processes.stream().collect(Collectors.toMap(ProcStat::pid, Function.identity()));
    children = processes.stream().collect(Collectors.groupingBy(ProcStat::parent));
  }

  public static ProcessTrees now() {
    return new ProcessTrees(ProcStat.all());
  }

  /**
   * CPU time that the trees below these have used, as far as they still live or were waited for.
   */
  public double cpuSeconds(Collection<Long> roots) {
    return seconds(of(roots));
  }

  /** Bytes of memory of the trees below these; what is shared counts by its share. */
  public long memory(Collection<Long> roots) {
    return of(roots).stream().mapToLong(process -> Memory.share(process.pid())).sum();
  }

  /** The processes of these trees. */
  public List<Long> pids(Collection<Long> roots) {
    return of(roots).stream().map(ProcStat::pid).toList();
  }

  List<ProcStat> of(Collection<Long> roots) {
    var found = new ArrayList<ProcStat>();
    var open = new ArrayDeque<ProcStat>();
    roots.stream().filter(byPid::containsKey).map(byPid::get).forEach(open::add);
    while (!open.isEmpty()) {
      var next = open.remove();
      found.add(next);
      open.addAll(children.getOrDefault(next.pid(), List.of()));
    }
    return found;
  }

  static double seconds(List<ProcStat> processes) {
    return processes.stream().mapToLong(ProcStat::ticks).sum() / TICKS_PER_SECOND;
  }

  /** CPU seconds of everything this process has started that has ended since. */
  public static double endedChildren() {
    return ProcStat.read(Path.of("/proc/self"))
        .map(self -> self.ended() / TICKS_PER_SECOND)
        .orElse(Double.NaN);
  }
}
