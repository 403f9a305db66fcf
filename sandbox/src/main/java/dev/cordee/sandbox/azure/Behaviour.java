package dev.cordee.sandbox.azure;

import dev.cordee.sandbox.http.Fields;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * How the stand-in behaves when nothing goes wrong.
 *
 * @param createMs how long a create or an update takes
 * @param deleteMs how long a delete takes
 * @param nameHeldMs how long a name cannot be used again after its app is gone
 * @param pageSize apps to a page of a list
 * @param retryAfterS of long-running operations; 0 for no such header
 * @param pollingForbidden whether operations' URLs answer 403, as they do to a principal whose role
 *     is on the resource group only
 */
public record Behaviour(
    long createMs,
    long deleteMs,
    long nameHeldMs,
    long pageSize,
    long retryAfterS,
    boolean pollingForbidden) {
  private static final long LONGEST_MS = 3_600_000;

  /** Quicker than Azure, whose create takes half a minute, and otherwise alike. */
  static final Behaviour USUAL = new Behaviour(2000, 2000, 0, 20, 5, false);

  private static final Set<String> KNOWN =
      Set.of(
          "create_ms",
          "delete_ms",
          "name_held_ms",
          "page_size",
          "retry_after_s",
          "polling_forbidden");

  /** This behaviour with what an order changes; a 422 names a field that is wrong. */
  Behaviour changed(JsonNode order) {
    Fields fields = Fields.of(order);
    fields.only(KNOWN);
    return new Behaviour(
        number(fields, "create_ms", 0, LONGEST_MS, createMs),
        number(fields, "delete_ms", 0, LONGEST_MS, deleteMs),
        number(fields, "name_held_ms", 0, LONGEST_MS, nameHeldMs),
        number(fields, "page_size", 1, 1000, pageSize),
        number(fields, "retry_after_s", 0, 3600, retryAfterS),
        fields.has("polling_forbidden") ? fields.flag("polling_forbidden") : pollingForbidden);
  }

  private static long number(Fields fields, String name, long least, long most, long usual) {
    return fields.has(name) ? fields.integer(name, least, most) : usual;
  }
}
