package dev.cordee.web.repairs;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A value that a saga works with, short enough for a page.
 *
 * @param name of the field, or of the step that read it
 * @param lines one, or one for each item of a list
 * @param more items that are left out
 */
record Payload(String name, List<String> lines, int more) {
  private static final int MOST_LINES = 20;
  private static final int LONGEST_LINE = 200;

  static Payload of(String name, Object value) {
    if (value instanceof List<?> items) {
      var lines = items.stream().limit(MOST_LINES).map(Payload::line).toList();
      return new Payload(name, lines, items.size() - lines.size());
    }
    return new Payload(name, List.of(line(value)), 0);
  }

  static List<Payload> of(Map<String, ?> values) {
    return values.entrySet().stream()
        .flatMap(
            entry ->
                entry.getValue() == null
                    ? Stream.empty()
                    : Stream.of(of(entry.getKey(), entry.getValue())))
        .toList();
  }

  private static String line(Object value) {
    var line =
        value instanceof Map<?, ?> fields
            ? fields.entrySet().stream()
                .map(field -> field.getKey() + " " + field.getValue())
                .sorted()
                .collect(Collectors.joining(", "))
            : String.valueOf(value);
    return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line;
  }
}
