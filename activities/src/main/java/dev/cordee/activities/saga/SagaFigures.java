package dev.cordee.activities.saga;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How sagas do now. Reads what is recent or running, however long the history has become. */
public final class SagaFigures {

  /** What is looked back at by the minute. */
  private static final Duration HOUR = Duration.ofMinutes(60);

  /** What counts as now: long enough for a percentile, short enough to show a change. */
  private static final Duration LATELY = Duration.ofMinutes(15);

  /** The minutes of the past hour, each a row, whether anything happened or not. */
  static final String MINUTES =
      """
      WITH started AS (
          SELECT type, date_trunc('minute', started_at) AS minute, count(*) AS started
            FROM saga
           WHERE type = ANY (:types::text[])
             AND started_at >= :from::timestamptz AND started_at <= :now::timestamptz
           GROUP BY 1, 2),
      ended AS (
          SELECT type, date_trunc('minute', ended_at) AS minute,
                 count(*) FILTER (WHERE report ->> 'ending' = 'CONFIRMED') AS confirmed,
                 count(*) AS ended
            FROM saga
           WHERE ended_at >= :from::timestamptz AND ended_at <= :now::timestamptz
           GROUP BY 1, 2)
      SELECT type, minute,
             coalesce(started, 0) AS started,
             coalesce(confirmed, 0) AS confirmed,
             coalesce(ended - confirmed, 0) AS undone
        FROM unnest(:types::text[]) AS known (type)
       CROSS JOIN generate_series(
                 :from::timestamptz,
                 date_trunc('minute', :now::timestamptz),
                 interval '1 minute') AS past (minute)
        LEFT JOIN started USING (type, minute)
        LEFT JOIN ended USING (type, minute)
       ORDER BY type, minute
      """;

  static final String DURATIONS =
      """
      SELECT type,
             percentile_cont(ARRAY[0.5, 0.95]) WITHIN GROUP (
                 ORDER BY extract(epoch FROM ended_at - started_at)::float8) AS seconds
        FROM saga
       WHERE ended_at >= :lately::timestamptz AND ended_at <= :now::timestamptz
       GROUP BY type
      """;

  static final String RUNNING =
      """
      SELECT saga.type, count(*) AS running, count(saga_repair.saga_id) AS waiting
        FROM saga
        LEFT JOIN saga_repair ON saga_repair.saga_id = saga.id AND settled_at IS NULL
       WHERE saga.type = ANY (:types::text[]) AND ended_at IS NULL
       GROUP BY saga.type
      """;

  static final String OLDEST =
      """
      SELECT known.type, id, started_at, state
        FROM unnest(:types::text[]) AS known (type)
       CROSS JOIN LATERAL (
                 SELECT id, started_at
                   FROM saga
                  WHERE saga.type = known.type
                    AND ended_at IS NULL
                    AND NOT EXISTS (
                        SELECT FROM saga_repair WHERE saga_id = id AND settled_at IS NULL)
                  ORDER BY started_at, id
                  LIMIT 1) AS oldest
       CROSS JOIN LATERAL (
                 SELECT state
                   FROM saga_state
                  WHERE saga_id = id
                  ORDER BY entered_at DESC, seq DESC
                  LIMIT 1) AS entered
      """;

  static final String FAILURES =
      """
      SELECT type, step, why, count(*) AS count,
             (array_agg(reason ORDER BY ended_at DESC))[1] AS reason,
             (array_agg(id ORDER BY ended_at DESC))[1] AS newest,
             max(ended_at) AS at
        FROM (SELECT id, type, ended_at,
                     report ->> 'failedStep' AS step,
                     report ->> 'why' AS why,
                     coalesce(report ->> 'reason', '') AS reason
                FROM saga
               WHERE ended_at >= :lately::timestamptz AND ended_at <= :now::timestamptz
                 AND report ->> 'ending' <> 'CONFIRMED') AS failed
       GROUP BY type, step, why
       ORDER BY count DESC, at DESC
      """;

  private record OfType<T>(String type, T value) {}

  private record Running(long all, long waiting) {}

  private final JdbcClient jdbc;

  public SagaFigures(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One for each type, in the order asked.
   *
   * @param types in the journal's words
   */
  public List<SagaPulse> read(Collection<String> types, Instant now) {
    var minutes = grouped(MINUTES, types, now, PulseRows::minute);
    var durations = grouped(DURATIONS, types, now, PulseRows::durations);
    var running = grouped(RUNNING, types, now, SagaFigures::running);
    var oldest = grouped(OLDEST, types, now, PulseRows::oldest);
    var failures = grouped(FAILURES, types, now, PulseRows::failure);
    return types.stream()
        .map(
            type -> {
              var runs = first(running, type).orElse(new Running(0, 0));
              return new SagaPulse(
                  type,
                  minutes.getOrDefault(type, List.of()),
                  runs.all(),
                  runs.waiting(),
                  first(durations, type),
                  first(oldest, type),
                  failures.getOrDefault(type, List.of()));
            })
        .toList();
  }

  private <T> Map<String, List<T>> grouped(
      String sql, Collection<String> types, Instant now, Reader<T> reader) {
    return jdbc
        .sql(sql)
        .params(parameters(types, now))
        .query((row, _) -> new OfType<>(row.getString("type"), reader.read(row)))
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                OfType::type, Collectors.mapping(OfType::value, Collectors.toList())));
  }

  /** What the statements ask for, each some of it. */
  static Map<String, Object> parameters(Collection<String> types, Instant now) {
    var minute = now.truncatedTo(ChronoUnit.MINUTES);
    return Map.of(
        "types", types.toArray(String[]::new),
        "now", now.toString(),
        "from", minute.minus(HOUR).plus(Duration.ofMinutes(1)).toString(),
        "lately", now.minus(LATELY).toString());
  }

  private static <T> Optional<T> first(Map<String, List<T>> byType, String type) {
    return byType.getOrDefault(type, List.of()).stream().findFirst();
  }

  @FunctionalInterface
  private interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private static Running running(ResultSet row) throws SQLException {
    return new Running(row.getLong("running"), row.getLong("waiting"));
  }
}
