package dev.cordee.activities.rental;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * All processes of a run: those that carry its folder in their command line or environment.
 *
 * <p>Neither the process group nor the parents tell it: from 2.19 on Ansible starts each of its
 * workers in a session of its own, as ssh does with shared connections, and the children of a
 * killed process belong to nobody. What is inherited by all is the environment.
 */
final class RunProcesses {
  private static final Path PROC = Path.of("/proc");

  /** Where there is none (macOS), the children we saw are all we know. */
  private static final boolean HAS_PROC = Files.isDirectory(PROC.resolve("self"));

  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  /** For the kernel to be done with what was killed. */
  private static final Duration AFTER_KILL = Duration.ofSeconds(5);

  private final String mark;
  private final Set<ProcessHandle> known = new HashSet<>();

  RunProcesses(Path folder) {
    this.mark = folder + "/";
  }

  /** The one we started. */
  void add(ProcessHandle process) {
    known.add(process);
    if (!HAS_PROC) {
      process.descendants().forEach(known::add);
    }
  }

  List<ProcessHandle> alive() {
    var started = known.stream().filter(ProcessHandle::isAlive);
    if (!HAS_PROC) {
      return started.toList();
    }
    var marked = ProcessHandle.allProcesses().filter(this::carriesMark);
    return Stream.concat(started, marked).distinct().toList();
  }

  /**
   * Asks all to end, kills those that have not within the grace, and waits until none is left. An
   * interrupt does not cut this short; it is kept for the caller.
   *
   * @return how many there were
   */
  int end(Duration grace) {
    var seen = new HashSet<>(alive());
    var ended = seen.isEmpty() || goneAfter(grace, ProcessHandle::destroy, seen);
    if (!ended && !goneAfter(AFTER_KILL, ProcessHandle::destroyForcibly, seen)) {
      throw new IllegalStateException("processes of " + mark + " cannot be killed: " + alive());
    }
    return seen.size();
  }

  /** What is started in the meantime is found by the next look. */
  private boolean goneAfter(
      Duration limit, Consumer<ProcessHandle> signal, Set<ProcessHandle> seen) {
    var interrupted = false;
    var deadline = System.nanoTime() + limit.toNanos();
    var signalled = new HashSet<ProcessHandle>();
    var left = alive();
    while (!left.isEmpty() && System.nanoTime() < deadline) {
      left.stream().filter(signalled::add).forEach(signal);
      seen.addAll(left);
      try {
        Thread.sleep(LOOK_AGAIN);
      } catch (InterruptedException e) {
        interrupted = true;
      }
      left = alive();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return left.isEmpty();
  }

  /** A zombie carries nothing: it has ended, whether or not its parent asks. */
  private boolean carriesMark(ProcessHandle process) {
    var folder = PROC.resolve(Long.toString(process.pid()));
    return Stream.of("cmdline", "environ")
        .anyMatch(file -> read(folder.resolve(file)).contains(mark));
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException goneOrNotOurs) {
      return "";
    }
  }
}
