package dev.cordee.activities.saga;

import dev.cordee.activities.saga.SagaPulse.Durations;
import dev.cordee.activities.saga.SagaPulse.Failure;
import dev.cordee.activities.saga.SagaPulse.Minute;
import dev.cordee.activities.saga.SagaPulse.Oldest;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.TurnBack.Why;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** The rows of {@link SagaFigures}. */
final class PulseRows {
  private PulseRows() {}

  static Minute minute(ResultSet row) throws SQLException {
    return new Minute(
        instant(row, "minute"),
        row.getLong("started"),
        row.getLong("confirmed"),
        row.getLong("undone"));
  }

  static Durations durations(ResultSet row) throws SQLException {
    var seconds = (Double[]) row.getArray("seconds").getArray();
    return new Durations(seconds(seconds[0]), seconds(seconds[1]));
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.max(0, Math.round(seconds * 1000)));
  }

  static Oldest oldest(ResultSet row) throws SQLException {
    return new Oldest(saga(row, "id"), instant(row, "started_at"), row.getString("state"));
  }

  static Failure failure(ResultSet row) throws SQLException {
    var step = Optional.ofNullable(row.getString("step"));
    // reports of old releases do not tell
    var why = Optional.ofNullable(row.getString("why")).map(Why::valueOf);
    return new Failure(
        step,
        why.orElse(step.isEmpty() ? Why.CANCELLED : Why.REFUSED),
        row.getLong("count"),
        row.getString("reason"),
        saga(row, "newest"),
        instant(row, "at"));
  }

  private static SagaId saga(ResultSet row, String column) throws SQLException {
    return new SagaId(row.getObject(column, UUID.class));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
