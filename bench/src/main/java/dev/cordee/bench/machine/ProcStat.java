package dev.cordee.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One line of {@code /proc/<pid>/stat}.
 *
 * @param ticks CPU time of the process, and of its children that ended and were waited for
 */
record ProcStat(long pid, long parent, long ticks) {
  private static final int PARENT = 1;
  private static final int FIRST_TIME = 11;
  private static final int LAST_TIME = 14;

  /** Reads a line; the name in the brackets may itself hold blanks and brackets. */
  static ProcStat parse(String line) {
    var pid = Long.parseLong(line.substring(0, line.indexOf(' ')));
    var fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = 0;
    for (int field = FIRST_TIME; field <= LAST_TIME; field++) {
      ticks += Long.parseLong(fields[field].strip());
    }
    return new ProcStat(pid, Long.parseLong(fields[PARENT]), ticks);
  }

  /** Empty when the process has ended, or the system has no such file. */
  static Optional<ProcStat> read(Path process) {
    try {
      return Optional.of(parse(Files.readString(process.resolve("stat"))));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}
