package dev.cordee.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What to measure.
 *
 * @param callers levels, in the order measured
 * @param measured per subject and level
 * @param warmUp before each measurement, discarded
 * @param prime load on each subject before anything is measured: a JVM compiles for a minute
 * @param rounds times every level is measured
 * @param markdown where the table goes besides the terminal
 * @param json where the raw numbers go
 * @param baselinePort the first of the baselines' two ports; 0 for any free ones
 */
public record CheckoutOptions(
    List<Integer> callers,
    Duration measured,
    Duration warmUp,
    Duration prime,
    int rounds,
    Optional<Path> markdown,
    Optional<Path> json,
    int baselinePort) {
  private static final int MOST_CALLERS = 4096;
  private static final int LONGEST_SECONDS = 3600;
  private static final int HIGHEST_PORT = 65_535;
  private static final Set<String> KNOWN =
      Set.of(
          "--callers",
          "--seconds",
          "--warmup",
          "--prime",
          "--rounds",
          "--markdown",
          "--json",
          "--baseline-port");

  /**
   * Reads {@code --name value} and {@code --name=value}.
   *
   * @throws UsageException naming the option that cannot be used
   */
  static CheckoutOptions parse(List<String> args) {
    var given = Arguments.of(args, KNOWN, Set.of());
    return new CheckoutOptions(
        given.numbers("--callers", "1,32,128", 1, MOST_CALLERS),
        Duration.ofSeconds(given.number("--seconds", 20, 1, LONGEST_SECONDS)),
        Duration.ofSeconds(given.number("--warmup", 8, 0, LONGEST_SECONDS)),
        Duration.ofSeconds(given.number("--prime", 45, 0, LONGEST_SECONDS)),
        given.number("--rounds", 1, 1, 100),
        given.file("--markdown"),
        given.file("--json"),
        given.number("--baseline-port", 0, 0, HIGHEST_PORT - 1));
  }

  /** The one option of a baseline: the port it listens on, 0 for a free one. */
  static int port(List<String> args) {
    return Arguments.of(args, Set.of("--port"), Set.of()).number("--port", 0, 0, HIGHEST_PORT);
  }
}
