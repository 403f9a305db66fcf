package dev.cordee.bench.report;

import dev.cordee.bench.machine.Machine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Everything measured, as text. */
public final class Report {
  private final Machine machine;
  private final String setting;
  private final List<Cell> cells;
  private final List<Integer> levels;

  /**
   * Pools the rounds.
   *
   * @param setting in a line, how it was measured
   */
  public Report(Machine machine, String setting, List<Cell> measured) {
    this.machine = machine;
    this.setting = setting;
    this.levels = measured.stream().map(Cell::callers).distinct().toList();
    this.cells =
        levels.stream()
            .flatMap(level -> Arrays.stream(Subject.values()).map(s -> pick(measured, s, level)))
            .filter(group -> !group.isEmpty())
            .map(Cell::pooled)
            .toList();
  }

  private static List<Cell> pick(List<Cell> cells, Subject subject, int level) {
    return cells.stream()
        .filter(cell -> cell.subject() == subject && cell.callers() == level)
        .toList();
  }

  /** Every order accounted for, in every cell. */
  public boolean conserved() {
    return cells.stream().allMatch(cell -> cell.books().differences().isEmpty());
  }

  public String plain() {
    return page(Table::plain);
  }

  public String markdown() {
    return "# Checkout benchmark\n\n" + page(Table::markdown);
  }

  private String page(Function<Table, String> form) {
    return String.join(
        "\n\n", form.apply(results()), form.apply(ratios()), machine + ".\n" + setting, books());
  }

  private Table results() {
    var table =
        new Table(
            "subject",
            "callers",
            "sagas/s",
            "p50 ms",
            "p95 ms",
            "p99 ms",
            "events, confirmed",
            "events, refused",
            "server CPU s/1000",
            "app CPU s/1000");
    for (var cell : cells) {
      var latency = cell.percentiles();
      table.row(
          cell.subject().label(),
          Integer.toString(cell.callers()),
          Figure.of(cell.rate()),
          Figure.of(latency.p50()),
          Figure.of(latency.p95()),
          Figure.of(latency.p99()),
          median(cell.events().confirmed()),
          median(cell.events().refused()),
          number(cell.perThousand(cell.cpu().server())),
          number(cell.perThousand(cell.cpu().app())));
    }
    return table;
  }

  private Table ratios() {
    var table = new Table("ratio", "callers", "c/b sagas/s", "c/b p50", "c/a sagas/s");
    for (var level : levels) {
      table.row(
          "Cordée against",
          Integer.toString(level),
          ratio(level, Subject.SAMPLES, Cell::rate),
          ratio(level, Subject.SAMPLES, cell -> cell.percentiles().p50()),
          ratio(level, Subject.PLAIN, Cell::rate));
    }
    return table;
  }

  private String ratio(int level, Subject other, ToDoubleFunction<Cell> figure) {
    var ours = find(Subject.CORDEE, level).map(figure::applyAsDouble);
    var theirs = find(other, level).map(figure::applyAsDouble);
    return ours.isPresent() && theirs.isPresent()
        ? Figure.of(ours.get() / theirs.get())
        : Figure.NONE;
  }

  private Optional<Cell> find(Subject subject, int level) {
    return pick(cells, subject, level).stream().findFirst();
  }

  private String books() {
    if (conserved()) {
      int started = cells.stream().mapToInt(cell -> cell.books().started()).sum();
      int refused = cells.stream().mapToInt(cell -> cell.books().refused()).sum();
      return "CONSERVED: %d orders, %d confirmed, %d refused and undone; the shop's books agree."
          .formatted(started, started - refused, refused);
    }
    var lines = new ArrayList<String>(List.of("NOT CONSERVED:"));
    for (var cell : cells) {
      var where = "- " + cell.subject().label() + ", " + cell.callers() + " callers: ";
      cell.books().differences().forEach(difference -> lines.add(where + difference));
    }
    return String.join("\n", lines);
  }

  private static String median(List<Long> values) {
    return values.isEmpty()
        ? Figure.NONE
        : Long.toString(values.stream().sorted().toList().get(values.size() / 2));
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? Figure.of(value.getAsDouble()) : Figure.NONE;
  }
}
