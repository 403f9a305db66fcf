package dev.cordee.activities.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Runs a command of the system to its end. */
final class Commands {
  private Commands() {}

  static void run(String... command) {
    var ended = end(command);
    if (ended.status() != 0) {
      throw new AssertionError(String.join(" ", command) + " failed: " + ended.output());
    }
  }

  /** How a command ended. */
  record Ended(int status, String output) {}

  static Ended end(String... command) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var output = new String(process.getInputStream().readAllBytes());
      return new Ended(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
