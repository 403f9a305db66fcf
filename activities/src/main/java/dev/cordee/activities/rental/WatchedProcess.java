package dev.cordee.activities.rental;

import dev.cordee.activities.rental.AnsibleSettings.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One process with all it starts, from its start until none of them is left: whether it ends by
 * itself, takes too long, or is not wanted any more.
 */
final class WatchedProcess {

  /** How it ended. */
  sealed interface End {
    record Exited(int code) implements End {}

    /** It was ended at its wall limit. */
    record TookTooLong(Duration limit) implements End {}

    /** It was ended at its idle limit. */
    record FellSilent(Duration limit) implements End {}
  }

  /** In the environment of everything it starts, for {@link RunProcesses}. */
  private static final String MARK = "CORDEE_RUN";

  /** How often whoever watches is told that it still runs. */
  private static final Duration BEAT = Duration.ofSeconds(1);

  /** For the last of its output, once nobody is left to write more. */
  private static final Duration LAST_OUTPUT = Duration.ofSeconds(2);

  private final List<String> command;
  private final Map<String, String> environment;
  private final RunDirectory directory;
  private final Semaphore news = new Semaphore(0);
  private volatile long lastWord = System.nanoTime();

  /**
   * What to run.
   *
   * @param command an executable by its path, and its arguments
   * @param environment the whole of it
   */
  WatchedProcess(List<String> command, Map<String, String> environment, RunDirectory directory) {
    this.command = command;
    this.environment = environment;
    this.directory = directory;
  }

  /** Runs it and waits. When this returns or throws, no process of it is left on this machine. */
  End run(LineSink sink, Limits limits, RunWatcher watcher) throws InterruptedException {
    var processes = new RunProcesses(directory.path());
    var process = start();
    var drains = new ArrayList<Thread>();
    try {
      processes.add(process.toHandle());
      var _ = process.onExit().thenRun(news::release);
      drains.add(drain(process.getInputStream(), sink::out));
      drains.add(drain(process.getErrorStream(), sink::err));
      return await(process, sink, limits, watcher);
    } finally {
      processes.end(limits.grace());
      join(drains);
    }
  }

  private Process start() {
    // a session of its own: what is typed at the worker's terminal is not for Ansible
    var setsid = Executables.find("setsid");
    var whole = new ArrayList<String>();
    setsid.ifPresent(path -> whole.add(path.toString()));
    whole.addAll(command);
    var builder = new ProcessBuilder(whole).directory(directory.path().toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put(MARK, directory.path() + "/");
    builder.redirectInput(Path.of("/dev/null").toFile());
    try {
      return builder.start();
    } catch (IOException e) {
      throw new AnsibleUnusableException("cannot start " + command.getFirst(), e);
    }
  }

  private End await(Process process, LineSink sink, Limits limits, RunWatcher watcher)
      throws InterruptedException {
    var start = System.nanoTime();
    while (process.isAlive()) {
      watcher.at(sink.doing());
      var now = System.nanoTime();
      var wall = limits.wall().toNanos() - (now - start);
      var idle = limits.idle().toNanos() - (now - lastWord);
      if (wall <= 0) {
        return new End.TookTooLong(limits.wall());
      }
      if (idle <= 0) {
        return new End.FellSilent(limits.idle());
      }
      if (news.tryAcquire(Math.min(BEAT.toNanos(), Math.min(wall, idle)), TimeUnit.NANOSECONDS)) {
        news.drainPermits();
      }
    }
    return new End.Exited(process.exitValue());
  }

  private Thread drain(InputStream stream, Consumer<String> sink) {
    return Thread.ofVirtual()
        .start(
            () ->
                Lines.read(
                    stream,
                    line -> {
                      sink.accept(line);
                      lastWord = System.nanoTime();
                      news.release();
                    }));
  }

  /** An interrupt is no reason to lose what was said: it is short. */
  private static void join(List<Thread> drains) {
    var interrupted = false;
    for (var drain : drains) {
      try {
        drain.join(LAST_OUTPUT);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
