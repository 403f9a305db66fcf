package dev.cordee.bench.machine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** This program, started once more as a process of its own. */
public final class OwnProgram {
  private static final String PARENT = "CORDEE_BENCH_PARENT";

  private OwnProgram() {}

  /** The command line that runs it with these options of the JVM and these arguments. */
  public static List<String> command(List<String> javaOptions, String... arguments) {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(javaOptions);
    var classpath = System.getProperty("java.class.path");
    line.addAll(
        classpath.endsWith("-app.jar")
            ? List.of("-jar", classpath)
            : List.of("-cp", classpath, "dev.cordee.bench.BenchApplication"));
    line.addAll(List.of(arguments));
    return line;
  }

  /** Tells the process to come whose end is its own. */
  public static void endWithUs(ProcessBuilder process) {
    process.environment().put(PARENT, Long.toString(ProcessHandle.current().pid()));
  }

  /** Ends this process as soon as the one that started it has ended, even by SIGKILL. */
  public static void endWithParent() {
    var parent = System.getenv(PARENT);
    if (parent == null) {
      return;
    }
    var living = ProcessHandle.of(Long.parseLong(parent));
    if (living.isEmpty()) {
      System.exit(1);
    } else {
      var _ = living.get().onExit().thenRun(() -> System.exit(1));
    }
  }
}
