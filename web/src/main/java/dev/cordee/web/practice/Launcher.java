package dev.cordee.web.practice;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The program that starts and stops the parts of this stack, as a child process. */
final class Launcher {

  /** Of a part that has to be started, with all it waits for. */
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** After it was asked to end. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final int MOST_OUTPUT = 65_536;
  private static final int LONGEST_LINE = 300;

  /** Where the stack is. All other settings it remembers itself, and better than this process. */
  private static final Set<String> KEPT = Set.of("CORDEE_HOME", "CORDEE_TOOLS");

  private static final List<String> OURS = List.of("CORDEE_", "AZURE_", "REGISTRY_", "ENGINE_");

  /** How it ended. */
  record Output(int exit, String text) {

    /** What it said last. */
    String lastLine() {
      return text.lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .reduce((_, last) -> last)
          .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line)
          .orElse("");
    }
  }

  private final Path program;
  private final Duration limit;

  Launcher(Path program) {
    this(program, LIMIT);
  }

  Launcher(Path program, Duration limit) {
    this.program = program;
    this.limit = limit;
  }

  /**
   * Has it do something, and waits for its end.
   *
   * @return its last line
   * @throws IOException with its last line, when it failed
   */
  String act(List<String> words) throws IOException, InterruptedException {
    var output = run(words, Redirect.PIPE);
    if (output.exit() != 0) {
      throw new IOException(output.lastLine());
    }
    return output.lastLine();
  }

  /** Asks it something; what it complains of is not in the answer. */
  Output ask(List<String> words) throws IOException, InterruptedException {
    return run(words, Redirect.DISCARD);
  }

  private Output run(List<String> words, Redirect complaints)
      throws IOException, InterruptedException {
    var process = builder(words, complaints).start();
    process.getOutputStream().close();
    var watch = Thread.ofVirtual().start(() -> end(process));
    try (var output = process.getInputStream()) {
      var text = new String(output.readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8);
      output.transferTo(OutputStream.nullOutputStream());
      return new Output(process.waitFor(), text);
    } finally {
      watch.interrupt();
      process.destroy();
    }
  }

  private ProcessBuilder builder(List<String> words, Redirect complaints) {
    var command = new ArrayList<String>();
    command.add(program.toString());
    command.addAll(words);
    var builder = new ProcessBuilder(command);
    builder
        .environment()
        .keySet()
        .removeIf(name -> !KEPT.contains(name) && OURS.stream().anyMatch(name::startsWith));
    return complaints.equals(Redirect.PIPE)
        ? builder.redirectErrorStream(true)
        : builder.redirectError(complaints);
  }

  /** Ends one that takes too long; what it has started goes on. */
  private void end(Process process) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroy();
        if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
          process.destroyForcibly();
        }
      }
    } catch (InterruptedException over) {
      // it has ended by itself
    }
  }

  /** As a person would have typed it. */
  static String typed(List<String> words) {
    return String.join(" ", Stream.concat(Stream.of("./cordee"), words.stream()).toList());
  }
}
