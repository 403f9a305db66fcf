package dev.cordee.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows under headings; the same for a terminal and as markdown. First column left, others right.
 */
public final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... headings) {
    rows.add(List.of(headings));
  }

  public void row(String... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException(
          "%d cells under %d headings".formatted(cells.length, rows.getFirst().size()));
    }
    rows.add(List.of(cells));
  }

  public String plain() {
    var widths =
        IntStream.range(0, rows.getFirst().size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> aligned(row, widths)).collect(Collectors.joining("\n"));
  }

  private static String aligned(List<String> row, int[] widths) {
    return IntStream.range(0, row.size())
        .mapToObj(
            column -> {
              var pad = " ".repeat(widths[column] - row.get(column).length());
              return column == 0 ? row.get(column) + pad : pad + row.get(column);
            })
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }

  public String markdown() {
    var lines = new ArrayList<String>();
    rows.forEach(row -> lines.add(row.stream().collect(Collectors.joining(" | ", "| ", " |"))));
    lines.add(1, "|---" + "|--:".repeat(rows.getFirst().size() - 1) + "|");
    return String.join("\n", lines);
  }
}
