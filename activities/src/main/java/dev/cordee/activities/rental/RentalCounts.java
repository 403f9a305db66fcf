package dev.cordee.activities.rental;

import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many rentals there are, for metrics. */
public final class RentalCounts {
  /** Under which those in line are counted, on a node or not. */
  public static final String WAITING = "waiting";

  private final JdbcClient jdbc;

  public RentalCounts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Those that are not over, by the name of their status, and those in line. */
  public Map<String, Long> now() {
    return jdbc
        .sql(
            """
            SELECT status AS name, count(*) AS n FROM rental WHERE ended_at IS NULL GROUP BY status
             UNION ALL
            SELECT :waiting, count(*) FROM rental_queue
            """)
        .param("waiting", WAITING)
        .query((row, _) -> Map.entry(row.getString("name"), row.getLong("n")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
