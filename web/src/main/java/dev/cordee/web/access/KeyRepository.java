package dev.cordee.web.access;

import dev.cordee.activities.fleet.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of keys. Times are the database's, so that all processes agree on what is over. */
@Repository
class KeyRepository {

  /** What a key is for. */
  record Purpose(Role role, String name, Optional<String> client) {}

  /**
   * A key that is being shown.
   *
   * @param over revoked, or past its time
   * @param noted whether it was used within the last minute, by the table
   */
  record Known(Purpose purpose, SecretHash hash, boolean over, boolean noted) {}

  private final JdbcClient jdbc;

  KeyRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Known> find(String id) {
    return jdbc.sql(
            """
            SELECT role, name, client_id, secret_hash,
                   revoked_at IS NOT NULL OR coalesce(expires_at <= now(), false) AS over,
                   coalesce(last_used_at > now() - interval '1 minute', false) AS noted
              FROM api_key
             WHERE id = :id
            """)
        .param("id", id)
        .query((row, _) -> known(row))
        .optional();
  }

  private static Known known(ResultSet row) throws SQLException {
    return new Known(
        new Purpose(
            role(row), row.getString("name"), Optional.ofNullable(row.getString("client_id"))),
        new SecretHash(row.getString("secret_hash")),
        row.getBoolean("over"),
        row.getBoolean("noted"));
  }

  private static Role role(ResultSet row) throws SQLException {
    return Role.of(row.getString("role")).orElseThrow();
  }

  void noteUse(String id) {
    jdbc.sql("UPDATE api_key SET last_used_at = now() WHERE id = :id").param("id", id).update();
  }

  ApiKey add(KeyText key, Purpose purpose, String by, Optional<Integer> days) {
    return jdbc.sql(
            """
            INSERT INTO api_key (id, role, name, client_id, secret_hash, created_by, expires_at)
            VALUES (:id, :role, :name, :client, :hash, :by,
                    now() + make_interval(days => :days::integer))
            RETURNING *
            """)
        .param("id", key.id())
        .param("role", purpose.role().word())
        .param("name", purpose.name())
        .param("client", purpose.client().orElse(null))
        .param("hash", SecretHash.of(key.secret()).hex())
        .param("by", by)
        .param("days", days.orElse(null))
        .query((row, _) -> listed(row))
        .single();
  }

  /** The newest first, with those that are over. */
  List<ApiKey> list() {
    return jdbc.sql("SELECT * FROM api_key ORDER BY created_at DESC, id")
        .query((row, _) -> listed(row))
        .list();
  }

  /**
   * Ends a key, unless it was ended before.
   *
   * @return false when there is none of this id
   */
  boolean revoke(String id, String by) {
    return jdbc.sql(
                """
                UPDATE api_key
                   SET revoked_at = coalesce(revoked_at, now()),
                       revoked_by = coalesce(revoked_by, :by)
                 WHERE id = :id
                """)
            .param("id", id)
            .param("by", by)
            .update()
        > 0;
  }

  private static ApiKey listed(ResultSet row) throws SQLException {
    return new ApiKey(
        row.getString("id"),
        role(row),
        row.getString("name"),
        row.getString("client_id"),
        time(row, "created_at").orElseThrow(),
        row.getString("created_by"),
        time(row, "expires_at").orElse(null),
        time(row, "revoked_at").orElse(null),
        time(row, "last_used_at").orElse(null));
  }

  private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    return Rows.instant(row, column);
  }
}
