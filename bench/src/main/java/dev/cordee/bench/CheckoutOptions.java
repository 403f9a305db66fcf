package dev.cordee.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    var given = pairs(args, KNOWN);
    return new CheckoutOptions(
        levels(given.getOrDefault("--callers", "1,32,128")),
        Duration.ofSeconds(number(given, "--seconds", 20, 1, LONGEST_SECONDS)),
        Duration.ofSeconds(number(given, "--warmup", 8, 0, LONGEST_SECONDS)),
        Duration.ofSeconds(number(given, "--prime", 45, 0, LONGEST_SECONDS)),
        number(given, "--rounds", 1, 1, 100),
        Optional.ofNullable(given.get("--markdown")).map(Path::of),
        Optional.ofNullable(given.get("--json")).map(Path::of),
        number(given, "--baseline-port", 0, 0, HIGHEST_PORT - 1));
  }

  /** The one option of a baseline: the port it listens on, 0 for a free one. */
  static int port(List<String> args) {
    return number(pairs(args, Set.of("--port")), "--port", 0, 0, HIGHEST_PORT);
  }

  private static Map<String, String> pairs(List<String> args, Set<String> known) {
    var given = new HashMap<String, String>();
    for (var rest = args.iterator(); rest.hasNext(); ) {
      var arg = rest.next();
      var equals = arg.indexOf('=');
      var name = equals < 0 ? arg : arg.substring(0, equals);
      if (!known.contains(name)) {
        throw new UsageException(name + ": no such option");
      }
      if (equals < 0 && !rest.hasNext()) {
        throw new UsageException(name + ": its value is missing");
      }
      if (given.put(name, equals < 0 ? rest.next() : arg.substring(equals + 1)) != null) {
        throw new UsageException(name + ": given twice");
      }
    }
    return given;
  }

  private static List<Integer> levels(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(level -> number("--callers", level, 1, MOST_CALLERS))
        .toList();
  }

  private static int number(
      Map<String, String> given, String name, int usual, int least, int most) {
    var text = given.get(name);
    return text == null ? usual : number(name, text, least, most);
  }

  private static int number(String name, String text, int least, int most) {
    try {
      var number = Integer.parseInt(text.strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, as any other value out of range
    }
    throw new UsageException(
        "%s: \"%s\" is not a whole number from %d to %d".formatted(name, text, least, most));
  }
}
