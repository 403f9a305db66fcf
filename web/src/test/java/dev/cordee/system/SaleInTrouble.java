package dev.cordee.system;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A sale, what goes wrong with it at Azure, and how it has to stand in the end.
 *
 * @param sale its id, of which its app's name is made by putting it in small letters
 * @param ended whether it is live before the trouble begins, and is then ended
 * @param control where the sandbox is told to make the trouble
 * @param order what it is told; nothing when it is told later
 */
record SaleInTrouble(String sale, boolean ended, String control, String order, End end) {
  private static final String FAULTS = "/faults";
  private static final String FATES = "/azure/fates";

  /** Longer than a worker takes to be back. */
  private static final int LONG_MS = 45_000;

  /** Calls in a row that go wrong. */
  private static final int TIMES = 2;

  /** Where it stands in the end. */
  enum End {
    LIVE,
    /** There is nothing of it. */
    GONE,
    /** Azure never gets done with its create. */
    FAILED,
    /** Nor with its delete. */
    STOPPING;

    boolean hasApp() {
      return this != GONE;
    }
  }

  String app() {
    return "market-" + sale.toLowerCase(Locale.ROOT);
  }

  boolean isHeld() {
    return order.contains("hold_");
  }

  /** Each fault at each call that a sale leads to. */
  static List<SaleInTrouble> calls() {
    return Arrays.stream(AzureFault.values())
        .flatMap(
            fault ->
                Stream.of(
                    call("Get-%s", fault, false, "get", End.LIVE),
                    call("Put-%s", fault, false, "put", End.LIVE),
                    call("Get-at-end-%s", fault, true, "get", End.GONE),
                    call("Delete-%s", fault, true, "delete", End.GONE)))
        .toList();
  }

  private static SaleInTrouble call(
      String name, AzureFault fault, boolean ended, String operation, End end) {
    var sale = name.formatted(fault.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    return of(sale, ended, FAULTS, app -> fault.at(operation, TIMES, app), end);
  }

  /** Each way that what Azure has taken on can come to nothing. */
  static List<SaleInTrouble> operations() {
    return List.of(
        fated("Create-fails", "create", "fail", End.GONE),
        fated("Create-expires", "create", "expire", End.GONE),
        fated("Create-sticks", "create", "stick", End.FAILED),
        fated("Create-in-vain", "create", "silent", End.GONE),
        fated("Delete-fails", "delete", "fail", End.GONE),
        fated("Delete-expires", "delete", "expire", End.GONE),
        fated("Delete-sticks", "delete", "stick", End.STOPPING));
  }

  private static SaleInTrouble fated(String sale, String operation, String outcome, End end) {
    var ended = operation.equals("delete");
    return of(sale, ended, FATES, app -> fate(app, operation, outcome, 100), end);
  }

  private static String fate(String app, String operation, String outcome, int ms) {
    return """
    {"name_prefix": "%s", "operation": "%s", "outcome": "%s", "ms": %d}
    """
        .formatted(app, operation, outcome, ms);
  }

  /** Those at a step each, where they wait for the worker to be killed. */
  static List<SaleInTrouble> steps() {
    return List.of(
        held("Killed-at-look", false, "get", "before", End.LIVE),
        held("Killed-before-create", false, "put", "before", End.LIVE),
        held("Killed-after-create", false, "put", "after", End.LIVE),
        held("Killed-before-delete", true, "delete", "before", End.GONE),
        held("Killed-after-delete", true, "delete", "after", End.GONE),
        held("Killed-and-regretted", false, "put", "after", End.GONE),
        slow("Killed-while-made", false, "create", End.LIVE),
        slow("Killed-while-deleted", true, "delete", End.GONE));
  }

  private static SaleInTrouble held(
      String sale, boolean ended, String operation, String when, End end) {
    return of(sale, ended, FAULTS, app -> AzureFault.hold(operation, when, app), end);
  }

  private static SaleInTrouble slow(String sale, boolean ended, String operation, End end) {
    return of(sale, ended, FATES, app -> fate(app, operation, "succeed", LONG_MS), end);
  }

  private static SaleInTrouble of(
      String sale, boolean ended, String control, Function<String, String> order, End end) {
    var app = "market-" + sale.toLowerCase(Locale.ROOT);
    return new SaleInTrouble(sale, ended, control, order.apply(app), end);
  }
}
