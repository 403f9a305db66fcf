package dev.cordee.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory a process takes up. */
public final class Memory {
  private static final String LINE = "Pss:";

  private Memory() {}

  /** Bytes that are the process's own and its share of others (PSS); 0 where it cannot be known. */
  public static long share(long pid) {
    try {
      return parse(Files.readString(Path.of("/proc/" + pid + "/smaps_rollup")));
    } catch (IOException goneOrNotOurs) {
      return 0;
    }
  }

  /** Of a line like {@code Pss: 1234 kB}. */
  static long parse(String rollup) {
    return rollup
        .lines()
        .filter(line -> line.startsWith(LINE))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
        .findFirst()
        .orElse(0);
  }
}
