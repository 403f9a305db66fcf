package dev.cordee.activities.sales;

import dev.cordee.workflows.sales.EngineActivities.Order;
import dev.cordee.workflows.sales.SaleId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is written on an app, where it outlives us. Azure takes tags' names for the same in whatever
 * case.
 */
final class EngineTags {
  private static final String MANAGED_BY = "managed-by";
  private static final String CORDEE = "cordee";
  private static final String SALE_ID = "sale-id";
  private static final String SALE_RUN = "sale-run";
  private static final String EXPIRES_AT = "expires-at";

  private final Map<String, String> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /** Those of an app as it was read. */
  EngineTags(@Nullable Map<String, String> read) {
    if (read != null) {
      read.forEach(
          (name, value) -> {
            if (value != null) {
              tags.put(name, value);
            }
          });
    }
  }

  static Map<String, String> of(Order order) {
    Map<String, String> tags = new HashMap<>();
    tags.put(MANAGED_BY, CORDEE);
    tags.put(SALE_ID, order.saleId().value());
    tags.put(SALE_RUN, order.run());
    order.expiresAt().ifPresent(end -> tags.put(EXPIRES_AT, end.toString()));
    return tags;
  }

  /** All there are, with another end. */
  Map<String, String> ending(Instant at) {
    Map<String, String> changed = new TreeMap<>(tags);
    changed.put(EXPIRES_AT, at.toString());
    return changed;
  }

  /** Absent when nobody wrote one. */
  Optional<SaleId> saleId() {
    return text(SALE_ID).filter(id -> AppNames.objection(id).isEmpty()).map(AppNames::id);
  }

  boolean isOurs() {
    return text(MANAGED_BY).filter(CORDEE::equalsIgnoreCase).isPresent();
  }

  Optional<Instant> expiresAt() {
    return text(EXPIRES_AT).flatMap(EngineTags::time);
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(tags.get(name)).filter(value -> !value.isBlank());
  }

  /** A person may have written it. */
  private static Optional<Instant> time(String written) {
    try {
      return Optional.of(Instant.parse(written));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
