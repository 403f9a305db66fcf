package dev.cordee.bench.machine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads how much CPU time a process and everything below it have used so far. */
public final class CpuClock {
  /** USER_HZ, the same on every Linux. */
  private static final double TICKS_PER_SECOND = 100;

  private static final Path PROC = Path.of("/proc");

  private CpuClock() {}

  /** CPU seconds of the process tree; empty where it cannot be known. */
  public static OptionalDouble seconds(Optional<Long> root) {
    return root.isEmpty() ? OptionalDouble.empty() : tree(root.get(), processes());
  }

  static OptionalDouble tree(long root, List<ProcStat> processes) {
    if (processes.stream().noneMatch(process -> process.pid() == root)) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(ticks(root, processes) / TICKS_PER_SECOND);
  }

  private static long ticks(long root, List<ProcStat> processes) {
    long sum = 0;
    for (var process : processes) {
      if (process.pid() == root) {
        sum += process.ticks();
      } else if (process.parent() == root) {
        sum += ticks(process.pid(), processes);
      }
    }
    return sum;
  }

  private static List<ProcStat> processes() {
    var processes = new ArrayList<ProcStat>();
    if (Files.isDirectory(PROC)) {
      try (DirectoryStream<Path> numbered = Files.newDirectoryStream(PROC, "[0-9]*")) {
        numbered.forEach(process -> ProcStat.read(process).ifPresent(processes::add));
      } catch (IOException e) {
        return List.of();
      }
    }
    return processes;
  }
}
