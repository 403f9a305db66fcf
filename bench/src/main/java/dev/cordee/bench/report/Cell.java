package dev.cordee.bench.report;

import dev.cordee.bench.load.Percentiles;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;

/**
 * One subject at one number of callers.
 *
 * @param latencies of the orders measured, nanoseconds
 * @param cpu seconds used during the window
 * @param events history events of sagas looked at
 * @param books every order of the cell counted, the warm-up's too
 */
public record Cell(
    Subject subject,
    int callers,
    double seconds,
    List<Long> latencies,
    Cpu cpu,
    Events events,
    Books books) {

  /** CPU seconds; empty where they cannot be known. */
  public record Cpu(OptionalDouble server, OptionalDouble app) {
    /** What was used since an earlier reading. */
    public Cpu since(Cpu earlier) {
      return new Cpu(
          combine(server, earlier.server, (now, then) -> now - then),
          combine(app, earlier.app, (now, then) -> now - then));
    }

    Cpu plus(Cpu other) {
      return new Cpu(
          combine(server, other.server, Double::sum), combine(app, other.app, Double::sum));
    }

    private static OptionalDouble combine(
        OptionalDouble one, OptionalDouble other, DoubleBinaryOperator how) {
      return one.isPresent() && other.isPresent()
          ? OptionalDouble.of(how.applyAsDouble(one.getAsDouble(), other.getAsDouble()))
          : OptionalDouble.empty();
    }
  }

  /** History lengths; both empty for a subject without a history. */
  public record Events(List<Long> confirmed, List<Long> refused) {}

  /**
   * Whether everything ordered is accounted for.
   *
   * @param differences a sentence each; empty when conserved
   */
  public record Books(int started, int confirmed, int refused, List<String> differences) {}

  /** The same cell of several rounds as one. */
  static Cell pooled(Collection<Cell> rounds) {
    var cells = List.copyOf(rounds);
    var first = cells.getFirst();
    var events =
        new Events(
            all(cells, cell -> cell.events.confirmed), all(cells, cell -> cell.events.refused));
    var books =
        new Books(
            cells.stream().mapToInt(cell -> cell.books.started).sum(),
            cells.stream().mapToInt(cell -> cell.books.confirmed).sum(),
            cells.stream().mapToInt(cell -> cell.books.refused).sum(),
            all(cells, cell -> cell.books.differences));
    return new Cell(
        first.subject,
        first.callers,
        cells.stream().mapToDouble(Cell::seconds).sum(),
        all(cells, Cell::latencies),
        cells.stream().map(Cell::cpu).reduce(Cpu::plus).orElse(first.cpu),
        events,
        books);
  }

  private static <T> List<T> all(List<Cell> cells, Function<Cell, List<T>> part) {
    var all = new ArrayList<T>();
    cells.forEach(cell -> all.addAll(part.apply(cell)));
    return all;
  }

  public double rate() {
    return latencies.size() / seconds;
  }

  /** Of the latency until the final answer. */
  public Percentiles percentiles() {
    return Percentiles.of(latencies.stream().mapToLong(Long::longValue).toArray());
  }

  /** CPU seconds for a thousand sagas. */
  OptionalDouble perThousand(OptionalDouble used) {
    return used.isPresent() && !latencies.isEmpty()
        ? OptionalDouble.of(used.getAsDouble() * 1000 / latencies.size())
        : OptionalDouble.empty();
  }
}
