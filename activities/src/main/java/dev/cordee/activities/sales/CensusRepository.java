package dev.cordee.activities.sales;

import dev.cordee.workflows.sales.AppName;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a look at Azure's list, or at the engines, writes into the table of sales. */
public final class CensusRepository {
  private final JdbcClient jdbc;

  public CensusRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** By the clock of the database, which all times in the table are by. */
  Instant now() {
    return jdbc.sql("SELECT clock_timestamp()").query(OffsetDateTime.class).single().toInstant();
  }

  /**
   * What an app is like now. One that is new to the table enters it; one that ended after the list
   * was begun stays as it is.
   */
  void listed(ListedApp app, Instant begun) {
    jdbc.sql(
            """
            INSERT INTO sale AS known
                   (app_name, sale_id, run, origin, state, reason, fqdn, image, requested_at,
                    expires_at, listed_at, drift)
            VALUES (:app, :sale, '', :origin, :state, 'found in Azure''s list', :fqdn, :image,
                    :created, :end, :begun, :drift)
                ON CONFLICT (app_name) DO UPDATE
               SET listed_at = excluded.listed_at,
                   fqdn = coalesce(excluded.fqdn, known.fqdn),
                   image = excluded.image,
                   drift = excluded.drift,
                   sale_id = CASE WHEN known.ended_at IS NULL
                                  THEN known.sale_id ELSE excluded.sale_id END,
                   run = CASE WHEN known.ended_at IS NULL THEN known.run ELSE '' END,
                   origin = CASE WHEN known.ended_at IS NULL
                                 THEN known.origin ELSE excluded.origin END,
                   state = CASE WHEN known.ended_at IS NULL
                                THEN known.state ELSE excluded.state END,
                   failure = CASE WHEN known.ended_at IS NULL THEN known.failure ELSE 'NONE' END,
                   reason = CASE WHEN known.ended_at IS NULL
                                 THEN known.reason ELSE excluded.reason END,
                   requested_at = CASE WHEN known.ended_at IS NULL
                                       THEN known.requested_at ELSE excluded.requested_at END,
                   expires_at = CASE WHEN known.ended_at IS NULL
                                     THEN known.expires_at ELSE excluded.expires_at END,
                   changed_at = CASE WHEN known.ended_at IS NULL
                                     THEN known.changed_at ELSE now() END,
                   misses = CASE WHEN known.ended_at IS NULL THEN known.misses ELSE 0 END,
                   ended_at = NULL
             WHERE known.ended_at IS NULL OR known.ended_at < :begun
            """)
        .param("app", app.name().value())
        .param("sale", CensusDecision.saleId(app).value())
        .param("origin", CensusDecision.origin(app).name())
        .param(
            "state",
            app.provisioning() == ListedApp.Provisioning.DELETING ? "STOPPING" : "STARTING")
        .param("fqdn", app.fqdn().orElse(null))
        .param("image", app.image())
        .param("created", SaleRepository.time(app.createdAt().orElse(begun)))
        .param("end", CensusDecision.end(app).map(SaleRepository::time).orElse(null))
        .param("begun", SaleRepository.time(begun))
        .param("drift", app.drift().isEmpty() ? null : String.join("; ", app.drift()))
        .update();
  }

  /**
   * Ours, and nobody looks after it; since when is kept. Whoever took it up since the list was
   * begun does.
   *
   * @return whether that is news
   */
  boolean orphaned(AppName app, String why, Instant begun) {
    return jdbc.sql(
                """
            WITH orphaned AS (
                UPDATE sale
                   SET orphan_since = now(), reason = :why, changed_at = now()
                 WHERE app_name = :app AND ended_at IS NULL AND orphan_since IS NULL
                   AND (run = '' OR changed_at < :begun)
                RETURNING app_name)
            INSERT INTO sale_event (app_name, event, detail)
            SELECT app_name, 'orphaned', :why FROM orphaned
            """)
            .param("app", app.value())
            .param("why", why)
            .param("begun", SaleRepository.time(begun))
            .update()
        > 0;
  }

  /** Azure lists it no more, and nobody looks after it. */
  void vanished(AppName app, Instant begun) {
    jdbc.sql(
            """
            WITH vanished AS (
                UPDATE sale
                   SET state = 'STOPPED',
                       reason = 'its app is not in Azure''s list any more',
                       changed_at = now(),
                       ended_at = now(),
                       orphan_since = NULL
                 WHERE app_name = :app AND ended_at IS NULL AND changed_at < :begun
                RETURNING app_name, reason)
            INSERT INTO sale_event (app_name, event, detail)
            SELECT app_name, 'gone', reason FROM vanished
            """)
        .param("app", app.value())
        .param("begun", SaleRepository.time(begun))
        .update();
  }

  /** The list was read whole. */
  void taken(Instant begun, int apps) {
    jdbc.sql(
            """
            INSERT INTO sale_census (listed_at, apps)
            VALUES (:begun, :apps)
                ON CONFLICT (only_one) DO UPDATE
               SET listed_at = excluded.listed_at,
                   apps = excluded.apps,
                   trouble = '',
                   -- whoever read it lacks nothing, whatever another worker lacks
                   missing = '',
                   changed_at = now()
            """)
        .param("begun", SaleRepository.time(begun))
        .param("apps", apps)
        .update();
  }

  /** It was not. */
  void failed(String trouble) {
    jdbc.sql(
            """
            INSERT INTO sale_census (trouble)
            VALUES (:trouble)
                ON CONFLICT (only_one) DO UPDATE
               SET trouble = excluded.trouble, changed_at = now()
            """)
        .param("trouble", trouble)
        .update();
  }

  /** Which settings workers lack, by name; none when they can ask Azure. */
  public void setUp(List<String> missing) {
    jdbc.sql(
            """
            INSERT INTO sale_census (missing)
            VALUES (:missing)
                ON CONFLICT (only_one) DO UPDATE
               SET missing = excluded.missing, changed_at = now()
            """)
        .param("missing", String.join(",", missing))
        .update();
  }

  /** What happened long ago is forgotten. */
  void forget(Instant before) {
    jdbc.sql("DELETE FROM sale_event WHERE at < :before")
        .param("before", SaleRepository.time(before))
        .update();
    jdbc.sql("DELETE FROM sale WHERE ended_at < :before")
        .param("before", SaleRepository.time(before))
        .update();
  }

  /** How engines answered: those that did, and those that did not. */
  void probed(Collection<AppName> answered, Collection<AppName> silent) {
    jdbc.sql(
            """
            UPDATE sale
               SET misses = CASE WHEN app_name = ANY (:answered) THEN 0 ELSE misses + 1 END,
                   probed_at = now()
             WHERE ended_at IS NULL
               AND (app_name = ANY (:answered) OR app_name = ANY (:silent))
            """)
        .param("answered", names(answered))
        .param("silent", names(silent))
        .update();
  }

  private static String[] names(Collection<AppName> apps) {
    return apps.stream().map(AppName::value).toArray(String[]::new);
  }
}
