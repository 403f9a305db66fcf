package dev.cordee.bench.fleet.sweep;

import dev.cordee.bench.fleet.sshd.SshdHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** A program run to its end, in which it may have told of nodes. */
record Program(SshdHome home, List<String> command, Map<String, String> environment) {
  /** Around a whole run: some of these programs are known never to return from a frozen node. */
  private static final int LIMIT_MINUTES = 15;

  /** How it ended; -1 when it had to be ended. */
  record Ended(int status, List<String> lines) {}

  /**
   * Runs it.
   *
   * @param started is told its process id
   */
  Ended run(LongConsumer started) throws IOException, InterruptedException {
    var output = Files.createTempFile(home.folder(), "output", ".txt");
    var builder = new ProcessBuilder(command).redirectOutput(output.toFile());
    builder.redirectError(errors().toFile());
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.environment().putAll(environment);
    var process = builder.start();
    try {
      started.accept(process.pid());
      var ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
      return new Ended(ended ? process.exitValue() : -1, Files.readAllLines(output));
    } finally {
      if (process.isAlive()) {
        process.descendants().toList().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
      }
      Files.delete(output);
    }
  }

  /** Fails of verdicts on nothing at all: it did not even begin. */
  Verdicts checked(Verdicts verdicts) throws IOException {
    if (verdicts.aliveByPort().isEmpty()) {
      throw new IOException(command.getFirst() + " told of no node: " + Files.readString(errors()));
    }
    return verdicts;
  }

  private Path errors() {
    return home.folder().resolve("errors.txt");
  }
}
