package dev.cordee.bench.machine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One line of {@code /proc/<pid>/stat}.
 *
 * @param ticks CPU time of the process, and of its children that ended and were waited for
 * @param ended the part of those children
 */
record ProcStat(long pid, long parent, long ticks, long ended) {
  private static final Path PROC = Path.of("/proc");
  private static final int PARENT = 1;
  private static final int FIRST_TIME = 11;

  /** Reads a line; the name in the brackets may itself hold blanks and brackets. */
  static ProcStat parse(String line) {
    var pid = Long.parseLong(line.substring(0, line.indexOf(' ')));
    var fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    var ended = sum(fields, FIRST_TIME + 2);
    return new ProcStat(
        pid, Long.parseLong(fields[PARENT]), sum(fields, FIRST_TIME) + ended, ended);
  }

  /** User and system time, which come one after the other. */
  private static long sum(String[] fields, int first) {
    return Long.parseLong(fields[first].strip()) + Long.parseLong(fields[first + 1].strip());
  }

  /** Empty when the process has ended, or the system has no such file. */
  static Optional<ProcStat> read(Path process) {
    try {
      return Optional.of(parse(Files.readString(process.resolve("stat"))));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** Of every process there is; none where there is no /proc. */
  static List<ProcStat> all() {
    var processes = new ArrayList<ProcStat>();
    if (Files.isDirectory(PROC)) {
      try (DirectoryStream<Path> numbered = Files.newDirectoryStream(PROC, "[0-9]*")) {
        numbered.forEach(process -> read(process).ifPresent(processes::add));
      } catch (IOException e) {
        return List.of();
      }
    }
    return processes;
  }
}
