package dev.cordee.bench.fleet.rental;

import dev.cordee.bench.Arguments;
import dev.cordee.bench.UsageException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What to measure on which stack.
 *
 * @param rents rounds of renting; in each one caller rents, then four at once, then by hand
 * @param losses how often a tenant's node is lost, in each way
 * @param check whether a target that is missed makes the run fail
 * @param minutes of disturbance in which nobody may be moved
 */
public record RentalOptions(
    int rents,
    Map<Loss, Integer> losses,
    boolean check,
    Optional<Path> markdown,
    Duration minutes,
    Stack stack) {

  /**
   * The stack, as the launcher tells it.
   *
   * @param launcher starts and breaks nodes
   * @param inventory of the nodes, for Ansible
   * @param scratch a folder of our own
   */
  public record Stack(
      URI api, Path launcher, Path ansible, Path playbooks, Path inventory, Path scratch) {

    static Stack of(Map<String, String> environment) {
      return new Stack(
          URI.create(required(environment, "CORDEE_BENCH_API_URL")),
          Path.of(required(environment, "CORDEE_BENCH_LAUNCHER")),
          Path.of(required(environment, "CORDEE_BENCH_PLAYBOOK")),
          Path.of(required(environment, "CORDEE_BENCH_PLAYBOOKS")),
          Path.of(required(environment, "CORDEE_BENCH_INVENTORY")),
          Path.of(required(environment, "CORDEE_BENCH_HOME")));
    }

    private static String required(Map<String, String> environment, String name) {
      var value = environment.getOrDefault(name, "").strip();
      if (value.isEmpty()) {
        throw new UsageException(
            name + " is not set: start this with ./cordee bench fleet rentals");
      }
      return value;
    }
  }

  /** Reads the command line and the environment. */
  public static RentalOptions parse(List<String> args, Map<String, String> environment) {
    var given =
        Arguments.of(
            args,
            Set.of("--rents", "--kills", "--stops", "--freezes", "--markdown", "--minutes"),
            Set.of("--check"));
    return new RentalOptions(
        given.number("--rents", 10, 0, 1000),
        Map.of(
            Loss.KILL, given.number("--kills", 20, 0, 1000),
            Loss.STOP, given.number("--stops", 5, 0, 1000),
            Loss.FREEZE, given.number("--freezes", 5, 0, 1000)),
        given.has("--check"),
        given.file("--markdown"),
        Duration.ofMinutes(given.number("--minutes", 10, 1, 600)),
        Stack.of(environment));
  }
}
