package dev.cordee.web.saga;

import dev.cordee.activities.saga.SagaLine;
import dev.cordee.activities.saga.SagaQuery;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Which sagas somebody wants to see, as filled in; each may be empty.
 *
 * @param state where they stand: a group such as {@code needs-repair}, or a state in its own words
 * @param id whole, or how it begins
 * @param from started then or later, in the viewer's zone
 * @param to started before then
 * @param before where the page begins
 */
public record SagaFilter(
    String type,
    String state,
    String client,
    String step,
    String id,
    String from,
    String to,
    String before) {

  static SagaFilter of(Map<String, String> fields) {
    return new SagaFilter(
        field(fields, "type"),
        field(fields, "state"),
        field(fields, "client"),
        field(fields, "step"),
        field(fields, "id"),
        field(fields, "from"),
        field(fields, "to"),
        field(fields, "before"));
  }

  private static String field(Map<String, String> fields, String name) {
    return fields.getOrDefault(name, "").strip();
  }

  /** Whether anything is filled in, so that an empty list is no surprise. */
  public boolean isNarrow() {
    return !fields().isEmpty();
  }

  /** Their first page. */
  String newest() {
    return link(fields());
  }

  /** The page behind the one that ends with this saga. */
  String next(SagaLine last) {
    var fields = fields();
    fields.put("before", SagaFilterReader.place(last.before()));
    return link(fields);
  }

  private static String link(Map<String, String> fields) {
    var link = UriComponentsBuilder.fromPath(SagaListPages.PATH);
    fields.keySet().forEach(name -> link.queryParam(name, "{" + name + "}"));
    return link.encode().buildAndExpand(fields).toUriString();
  }

  private Map<String, String> fields() {
    var fields = new LinkedHashMap<String, String>();
    fields.put("type", type);
    fields.put("state", state);
    fields.put("client", client);
    fields.put("step", step);
    fields.put("id", id);
    fields.put("from", from);
    fields.put("to", to);
    fields.values().removeIf(String::isEmpty);
    return fields;
  }

  /** The word of a group. */
  static String word(SagaQuery.Group group) {
    return group.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
