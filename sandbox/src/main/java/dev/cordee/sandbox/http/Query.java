package dev.cordee.sandbox.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A request's query, read as strictly as a body is. */
public final class Query {
  private Query() {}

  /**
   * The parameters as fields.
   *
   * @param numbers the names of those that are integers; all others are texts
   */
  public static Fields fields(Request request, Set<String> numbers) {
    Map<String, Object> values = new HashMap<>();
    request
        .query()
        .forEach((name, text) -> values.put(name, numbers.contains(name) ? number(text) : text));
    return Fields.of(Json.tree(values));
  }

  private static Object number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return text; // refused, by name, when an integer is asked for
    }
  }
}
