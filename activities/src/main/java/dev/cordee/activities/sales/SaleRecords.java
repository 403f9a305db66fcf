package dev.cordee.activities.sales;

import dev.cordee.activities.fleet.Rows;
import dev.cordee.workflows.sales.AppName;
import dev.cordee.workflows.sales.SaleFailure;
import dev.cordee.workflows.sales.SaleId;
import dev.cordee.workflows.sales.SaleRequest;
import dev.cordee.workflows.sales.SaleState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sales as clients look at them; changes nothing. */
public final class SaleRecords {
  private static final String SELECT =
      """
      SELECT app_name, sale_id, run, origin, state, failure, reason, fqdn, image, requested_at,
             live_at, expires_at, warned_at, changed_at, ended_at, misses, drift, orphan_since
        FROM sale
      """;

  private final JdbcClient jdbc;

  public SaleRecords(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The sale that has this app, or had it last. */
  public Optional<SaleRecord> find(AppName app) {
    return find(List.of(app)).stream().findFirst();
  }

  /** Those of them that are known. */
  public List<SaleRecord> find(Collection<AppName> apps) {
    return jdbc.sql(SELECT + " WHERE app_name = ANY (:apps)")
        .param("apps", apps.stream().map(AppName::value).toArray(String[]::new))
        .query((row, _) -> sale(row))
        .list();
  }

  /** All that may cost something, by name. */
  public List<SaleRecord> active() {
    return jdbc.sql(SELECT + " WHERE ended_at IS NULL ORDER BY sale_id, app_name")
        .query((row, _) -> sale(row))
        .list();
  }

  /** Those that ended last, the latest first. */
  public List<SaleRecord> ended(int most) {
    return jdbc.sql(
            SELECT + " WHERE ended_at IS NOT NULL ORDER BY ended_at DESC, app_name LIMIT :most")
        .param("most", most)
        .query((row, _) -> sale(row))
        .list();
  }

  /** What happened to it; the newest first. */
  public List<SaleEvent> events(AppName app, int most) {
    return jdbc.sql(
            """
            SELECT at, event, detail
              FROM sale_event
             WHERE app_name = :app
             ORDER BY id DESC
             LIMIT :most
            """)
        .param("app", app.value())
        .param("most", most)
        .query(
            (row, _) ->
                new SaleEvent(
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    row.getString("event"),
                    row.getString("detail")))
        .list();
  }

  /** How far all this can be believed; empty when no worker has said anything yet. */
  public Optional<CensusRecord> census() {
    return jdbc.sql("SELECT missing, listed_at, apps, trouble FROM sale_census")
        .query(
            (row, _) ->
                new CensusRecord(
                    Stream.of(row.getString("missing").split(","))
                        .filter(name -> !name.isEmpty())
                        .toList(),
                    Rows.instant(row, "listed_at"),
                    row.getInt("apps"),
                    Optional.of(row.getString("trouble")).filter(words -> !words.isEmpty())))
        .optional();
  }

  private static SaleRecord sale(ResultSet row) throws SQLException {
    return new SaleRecord(
        new AppName(row.getString("app_name")),
        new SaleId(row.getString("sale_id")),
        row.getString("run"),
        SaleRequest.Origin.valueOf(row.getString("origin")),
        SaleState.valueOf(row.getString("state")),
        SaleFailure.valueOf(row.getString("failure")),
        row.getString("reason"),
        Optional.ofNullable(row.getString("fqdn")),
        Optional.ofNullable(row.getString("image")),
        row.getObject("requested_at", OffsetDateTime.class).toInstant(),
        Rows.instant(row, "live_at"),
        Rows.instant(row, "expires_at"),
        Rows.instant(row, "warned_at"),
        row.getObject("changed_at", OffsetDateTime.class).toInstant(),
        Rows.instant(row, "ended_at"),
        row.getInt("misses"),
        Optional.ofNullable(row.getString("drift")),
        Rows.instant(row, "orphan_since"));
  }
}
