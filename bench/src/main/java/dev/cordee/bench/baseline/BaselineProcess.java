package dev.cordee.bench.baseline;

import dev.cordee.bench.machine.OwnProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A baseline in a process of its own, as Cordée is; ended with this one, whatever happens. */
public final class BaselineProcess implements AutoCloseable {
  /** A bounded heap; and no warnings, on the terminal, of what libraries do. */
  private static final Map<String, String> UNLESS_SET =
      Map.of(
          "-Xmx", "512m",
          "--enable-native-access", "=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access", "=allow");

  private static final int START_SECONDS = 60;
  private static final int STOP_SECONDS = 5;

  private final Process process;
  private final URI uri;

  private BaselineProcess(Process process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /**
   * Starts this program again as {@code command}, with the Java options of the process it is to be
   * compared with, and waits until it answers.
   *
   * @param port 0 for a free one
   */
  public static BaselineProcess start(String command, int port, Optional<Long> comparedWith)
      throws IOException {
    var line =
        OwnProgram.command(
            javaOptions(arguments(comparedWith)), command, "--port", Integer.toString(port));
    var builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT);
    OwnProgram.endWithUs(builder);
    var process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    try {
      var ready = CompletableFuture.supplyAsync(() -> firstLine(process));
      var said = ready.get(START_SECONDS, TimeUnit.SECONDS);
      if (said.startsWith(CheckoutServer.READY)) {
        var address = said.substring(CheckoutServer.READY.length());
        return new BaselineProcess(process, URI.create(address));
      }
      throw new IOException(command + " did not start: it printed \"" + said + "\"");
    } catch (Exception e) {
      process.destroyForcibly();
      throw e instanceof IOException told ? told : new IOException(command + " did not start", e);
    }
  }

  public URI uri() {
    return uri;
  }

  public long pid() {
    return process.pid();
  }

  private static List<String> arguments(Optional<Long> pid) {
    return pid.flatMap(ProcessHandle::of)
        .flatMap(running -> running.info().arguments())
        .map(Arrays::asList)
        .orElse(List.of());
  }

  /** What of a command line makes the JVM, and {@link #UNLESS_SET}. */
  static List<String> javaOptions(List<String> arguments) {
    var options = new ArrayList<String>();
    arguments.stream()
        .takeWhile(argument -> argument.startsWith("-") && !argument.equals("-jar"))
        .filter(argument -> argument.startsWith("-X"))
        .forEach(options::add);
    UNLESS_SET.forEach(
        (option, value) -> {
          if (options.stream().noneMatch(set -> set.startsWith(option))) {
            options.add(option + value);
          }
        });
    return options;
  }

  private static String firstLine(Process process) {
    try (var out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      return String.valueOf(out.readLine());
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
