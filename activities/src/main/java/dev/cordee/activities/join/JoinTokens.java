package dev.cordee.activities.join;

import dev.cordee.activities.fleet.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of join tokens. */
public final class JoinTokens {
  private static final String COLUMNS =
      "id, name, created_at, expires_at, uses_left, last_used_at, revoked_at";

  private final JdbcClient jdbc;

  public JoinTokens(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Makes one.
   *
   * @param uses nodes it may let in; empty for any number
   */
  public JoinToken.Made create(String name, Duration validFor, Optional<Integer> uses) {
    var secret = Secret.random("join");
    var token =
        jdbc.sql(
                """
                WITH made AS (
                    INSERT INTO join_token (secret_hash, name, expires_at, uses_left)
                    VALUES (:hash, :name, now() + :validFor::interval, :uses::integer)
                    RETURNING *),
                audited AS (
                    INSERT INTO fleet_audit (who, event, detail)
                    SELECT 'operator', 'join token made',
                           id || ', ' || name || ', until ' || expires_at || ', for '
                           || coalesce(uses_left::text, 'any number of') || ' nodes'
                      FROM made)
                SELECT * FROM made
                """)
            .param("hash", secret.hash())
            .param("name", name)
            .param("validFor", validFor.toString())
            .param("uses", uses.orElse(null))
            .query((row, _) -> token(row))
            .single();
    return new JoinToken.Made(token, secret);
  }

  /** All there are, the newest first. */
  public List<JoinToken> all() {
    return jdbc.sql("SELECT " + COLUMNS + " FROM join_token ORDER BY id DESC")
        .query((row, _) -> token(row))
        .list();
  }

  /**
   * Lets nobody in from now on; who is in stays.
   *
   * @return empty when there is no such token
   */
  public Optional<JoinToken> revoke(long id) {
    jdbc.sql(
            """
            WITH revoked AS (
                UPDATE join_token
                   SET revoked_at = now()
                 WHERE id = :id AND revoked_at IS NULL
                RETURNING id, name)
            INSERT INTO fleet_audit (who, event, detail)
            SELECT 'operator', 'join token revoked', id || ', ' || name FROM revoked
            """)
        .param("id", id)
        .update();
    return jdbc.sql("SELECT " + COLUMNS + " FROM join_token WHERE id = :id")
        .param("id", id)
        .query((row, _) -> token(row))
        .optional();
  }

  /** The token with that secret, valid or not. */
  Optional<JoinToken> find(Secret secret) {
    return jdbc.sql("SELECT " + COLUMNS + " FROM join_token WHERE secret_hash = :hash")
        .param("hash", secret.hash())
        .query((row, _) -> token(row))
        .optional();
  }

  /** Lets one node in: false when another was faster, or it became invalid. */
  boolean use(JoinToken token) {
    return jdbc.sql(
                """
                UPDATE join_token
                   SET uses_left = uses_left - 1, last_used_at = now()
                 WHERE id = :id
                   AND revoked_at IS NULL
                   AND expires_at > now()
                   AND (uses_left IS NULL OR uses_left > 0)
                """)
            .param("id", token.id())
            .update()
        > 0;
  }

  private static JoinToken token(ResultSet row) throws SQLException {
    return new JoinToken(
        row.getLong("id"),
        row.getString("name"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
        Optional.ofNullable(row.getObject("uses_left", Integer.class)),
        Rows.instant(row, "last_used_at"),
        Rows.instant(row, "revoked_at"));
  }
}
