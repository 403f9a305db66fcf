package dev.cordee.bench.fleet.rental;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Programs run to their end, and ended with this process. */
final class Commands {
  private Commands() {}

  /** Fails of one that fails, in its words. */
  static void run(List<String> command, Map<String, String> more)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.environment().putAll(more);
    var process = builder.start();
    try {
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + " failed: " + said);
      }
    } finally {
      process.destroy();
    }
  }
}
