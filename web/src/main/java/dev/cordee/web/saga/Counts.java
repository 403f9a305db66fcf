package dev.cordee.web.saga;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Counts by name that the database keeps: one reading serves all the meters of a scrape, and the
 * last one stands while the database is down.
 */
public final class Counts {
  private static final Logger log = LoggerFactory.getLogger(Counts.class);

  /** One scrape reads all names; this is below any sane scrape interval. */
  private static final Duration FRESH = Duration.ofMillis(500);

  private record Reading(Map<String, Long> counts, Instant at) {}

  private final Supplier<Map<String, Long>> database;
  private Reading last = new Reading(Map.of(), Instant.MIN);

  public Counts(Supplier<Map<String, Long>> database) {
    this.database = database;
  }

  /** The count under a name; 0 when there is none. */
  public double of(String name) {
    return find(name).orElse(0);
  }

  /** The count under a name; empty when there is none. */
  public synchronized OptionalDouble find(String name) {
    if (last.at().isBefore(Instant.now().minus(FRESH))) {
      last = new Reading(read(), Instant.now());
    }
    var count = last.counts().get(name);
    return count == null ? OptionalDouble.empty() : OptionalDouble.of(count);
  }

  private Map<String, Long> read() {
    try {
      return database.get();
    } catch (DataAccessException e) {
      log.warn(
          "metrics are as of the last scrape, PostgreSQL is not answering: {}", e.getMessage());
      return last.counts();
    }
  }
}
