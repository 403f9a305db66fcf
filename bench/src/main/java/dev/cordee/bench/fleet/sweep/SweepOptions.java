package dev.cordee.bench.fleet.sweep;

import dev.cordee.bench.Arguments;
import dev.cordee.bench.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What to sweep, and with what.
 *
 * @param sizes of fleets, in the order measured
 * @param rounds times everything is measured at each size
 * @param detections times each way to lose a node is timed
 * @param check whether a claim that does not hold makes the run fail
 * @param markdown where the tables go besides the terminal
 * @param tools what is measured besides Cordée, and where
 */
public record SweepOptions(
    List<Integer> sizes,
    int rounds,
    int detections,
    boolean check,
    Optional<Path> markdown,
    Tools tools) {

  /**
   * What the launcher found or installed.
   *
   * @param home a folder of our own, for keys and logs
   * @param nodeConfig sshd_config of a rentable node
   * @param ansible {@code ansible}; empty to do without, as the others
   * @param parallelSsh Debian's {@code parallel-ssh}
   */
  public record Tools(
      Path home, Path nodeConfig, Optional<Path> ansible, Optional<Path> parallelSsh) {

    static Tools of(Map<String, String> environment) {
      return new Tools(
          file(environment, "CORDEE_BENCH_HOME").orElseThrow(() -> unset("CORDEE_BENCH_HOME")),
          file(environment, "CORDEE_BENCH_SSHD_CONFIG")
              .orElseThrow(() -> unset("CORDEE_BENCH_SSHD_CONFIG")),
          file(environment, "CORDEE_BENCH_ANSIBLE"),
          file(environment, "CORDEE_BENCH_PARALLEL_SSH"));
    }

    private static Optional<Path> file(Map<String, String> environment, String name) {
      return Optional.ofNullable(environment.get(name)).filter(s -> !s.isBlank()).map(Path::of);
    }

    private static UsageException unset(String name) {
      return new UsageException(name + " is not set: start this with ./cordee bench fleet sweeps");
    }
  }

  /** Reads the command line and the environment. */
  public static SweepOptions parse(List<String> args, Map<String, String> environment) {
    var given =
        Arguments.of(
            args, Set.of("--nodes", "--rounds", "--detections", "--markdown"), Set.of("--check"));
    return new SweepOptions(
        given.numbers("--nodes", "10,100,500", 1, 1000),
        given.number("--rounds", 3, 1, 20),
        given.number("--detections", 5, 0, 100),
        given.has("--check"),
        given.file("--markdown"),
        Tools.of(environment));
  }
}
