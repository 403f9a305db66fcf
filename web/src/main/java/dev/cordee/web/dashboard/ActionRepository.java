package dev.cordee.web.dashboard;

import dev.cordee.web.dashboard.OperatorAction.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The record of what was done on the dashboard. Written before it is done. */
@Repository
@Profile("api")
class ActionRepository {
  private final JdbcClient jdbc;

  ActionRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  long begin(String who, Order order) {
    return jdbc.sql(
            """
            INSERT INTO operator_action (who, action, subject, path, reason, outcome)
            VALUES (:who, :action, :subject, :path, :reason, 'BEGUN')
            RETURNING id
            """)
        .param("who", who)
        .param("action", order.action())
        .param("subject", order.subject())
        .param("path", order.path())
        .param("reason", order.reason())
        .query(Long.class)
        .single();
  }

  void end(long id, Outcome outcome, String detail) {
    jdbc.sql("UPDATE operator_action SET outcome = :outcome, detail = :detail WHERE id = :id")
        .param("outcome", outcome.name())
        .param("detail", detail)
        .param("id", id)
        .update();
  }

  Optional<OperatorAction> find(long id) {
    return jdbc.sql("SELECT * FROM operator_action WHERE id = :id")
        .param("id", id)
        .query((row, _) -> action(row))
        .optional();
  }

  /** The newest first, of those before an id. */
  List<OperatorAction> list(long before, int limit) {
    return jdbc.sql(
            "SELECT * FROM operator_action WHERE id < :before ORDER BY id DESC LIMIT :limit")
        .param("before", before)
        .param("limit", limit)
        .query((row, _) -> action(row))
        .list();
  }

  /** What was done to one thing, the newest first. */
  List<OperatorAction> of(String subject, int limit) {
    return jdbc.sql(
            """
            SELECT *
              FROM operator_action
             WHERE subject = :subject
             ORDER BY id DESC
             LIMIT :limit
            """)
        .param("subject", subject)
        .param("limit", limit)
        .query((row, _) -> action(row))
        .list();
  }

  private static OperatorAction action(ResultSet row) throws SQLException {
    return new OperatorAction(
        row.getLong("id"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("who"),
        row.getString("action"),
        row.getString("subject"),
        row.getString("path"),
        row.getString("reason"),
        Outcome.valueOf(row.getString("outcome")),
        row.getString("detail"));
  }
}
