package dev.cordee.activities.sales;

import dev.cordee.workflows.sales.AppName;
import dev.cordee.workflows.sales.Engine;
import dev.cordee.workflows.sales.SaleActivities.Known;
import dev.cordee.workflows.sales.SaleFailure;
import dev.cordee.workflows.sales.SaleRequest;
import dev.cordee.workflows.sales.SaleState;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table of sales, as their workflows write it. What a workflow writes is of no account once
 * another has taken over its sale.
 */
public final class SaleRepository {
  private final JdbcClient jdbc;

  public SaleRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** One transaction at a time may count sales and add one. */
  void lockCount() {
    jdbc.sql("SELECT 1 FROM pg_advisory_xact_lock(hashtext('cordee.sale'))")
        .query(Integer.class)
        .single();
  }

  int countActive() {
    return jdbc.sql("SELECT count(*) FROM sale WHERE ended_at IS NULL")
        .query(Integer.class)
        .single();
  }

  /** A sale of which there is nothing yet, or nothing any more. */
  void enter(AppName app, String run, SaleRequest request, Instant at, Optional<Instant> end) {
    jdbc.sql(
            """
            WITH entered AS (
                INSERT INTO sale (app_name, sale_id, run, origin, state, reason, requested_at,
                                  expires_at)
                VALUES (:app, :sale, :run, :origin, 'STARTING', 'asked for', :at, :end)
                    ON CONFLICT (app_name) DO UPDATE
                   SET sale_id = excluded.sale_id,
                       run = excluded.run,
                       origin = excluded.origin,
                       state = excluded.state,
                       failure = 'NONE',
                       reason = excluded.reason,
                       fqdn = NULL,
                       image = NULL,
                       requested_at = excluded.requested_at,
                       live_at = NULL,
                       expires_at = excluded.expires_at,
                       warned_at = NULL,
                       changed_at = now(),
                       ended_at = NULL,
                       misses = 0,
                       drift = NULL,
                       orphan_since = NULL
                RETURNING app_name)
            INSERT INTO sale_event (app_name, event, detail)
            SELECT app_name, 'asked for', :origin || coalesce(', until ' || :end::timestamptz, '')
              FROM entered
            """)
        .param("app", app.value())
        .param("sale", request.saleId().value())
        .param("run", run)
        .param("origin", request.origin().name())
        .param("at", time(at))
        .param("end", end.map(SaleRepository::time).orElse(null))
        .update();
  }

  /** A sale of which there is something, by a workflow that is new to it. */
  void takeOver(AppName app, String run, SaleRequest request, Optional<Instant> end) {
    jdbc.sql(
            """
            WITH taken AS (
                UPDATE sale
                   SET run = :run,
                       origin = :origin,
                       state = CASE WHEN state IN ('STOPPING', 'FAILED')
                                    THEN 'STARTING' ELSE state END,
                       warned_at = CASE WHEN expires_at IS NOT DISTINCT FROM :end::timestamptz
                                        THEN warned_at END,
                       expires_at = :end,
                       changed_at = now(),
                       orphan_since = NULL
                 WHERE app_name = :app
                RETURNING app_name)
            INSERT INTO sale_event (app_name, event, detail)
            SELECT app_name, 'taken up', :origin FROM taken
            """)
        .param("app", app.value())
        .param("run", run)
        .param("origin", request.origin().name())
        .param("end", end.map(SaleRepository::time).orElse(null))
        .update();
  }

  /** One that may not be: it has ended before it began. */
  void refuse(AppName app, String run, SaleRequest request, Instant at, String why) {
    enter(app, run, request, at, Optional.empty());
    end(app, run, SaleState.FAILED, SaleFailure.QUOTA, why);
  }

  /** What its workflow knows, where the table has lost it. */
  public void restore(AppName app, String run, Known known) {
    jdbc.sql(
            """
            INSERT INTO sale AS lost
                   (app_name, sale_id, run, origin, state, reason, fqdn, image, requested_at,
                    live_at, expires_at)
            VALUES (:app, :sale, :run, :origin, :state, :reason, :fqdn, :image, :since,
                    :live, :end)
                ON CONFLICT (app_name) DO UPDATE
               SET sale_id = excluded.sale_id,
                   run = excluded.run,
                   origin = excluded.origin,
                   state = excluded.state,
                   reason = excluded.reason,
                   fqdn = coalesce(excluded.fqdn, lost.fqdn),
                   image = coalesce(excluded.image, lost.image),
                   requested_at = excluded.requested_at,
                   live_at = coalesce(lost.live_at, excluded.live_at),
                   expires_at = excluded.expires_at,
                   changed_at = now(),
                   ended_at = NULL,
                   orphan_since = NULL
             WHERE lost.run IN ('', excluded.run) OR lost.ended_at IS NOT NULL
            """)
        .param("app", app.value())
        .param("sale", known.saleId().value())
        .param("run", run)
        .param("origin", known.origin().name())
        .param("state", known.state().name())
        .param("reason", known.reason())
        .param("fqdn", known.engine().map(Engine::fqdn).orElse(null))
        .param("image", known.engine().map(Engine::image).orElse(null))
        .param("since", time(known.since()))
        .param("live", known.state() == SaleState.LIVE ? time(known.since()) : null)
        .param("end", known.expiresAt().map(SaleRepository::time).orElse(null))
        .update();
  }

  public void record(AppName app, String run, SaleState state, String reason) {
    jdbc.sql(
            """
            WITH changed AS (
                UPDATE sale
                   SET state = :state, reason = :reason, changed_at = now()
                 WHERE app_name = :app
                   AND run = :run
                   AND ended_at IS NULL
                   AND (state, reason) <> (:state, :reason)
                RETURNING app_name)
            INSERT INTO sale_event (app_name, event, detail)
            SELECT app_name, lower(:state), :reason FROM changed
            """)
        .param("app", app.value())
        .param("run", run)
        .param("state", state.name())
        .param("reason", reason)
        .update();
  }

  /**
   * Its engine answers.
   *
   * @return how long that took from when it was asked for; empty unless it is the first time of one
   *     that was spawned
   */
  public Optional<Duration> live(AppName app, String run, Engine engine, String reason) {
    return jdbc.sql(
            """
            WITH before AS (
                SELECT app_name, live_at, origin
                  FROM sale
                 WHERE app_name = :app AND run = :run AND ended_at IS NULL
                   FOR UPDATE),
            changed AS (
                UPDATE sale
                   SET state = 'LIVE',
                       reason = :reason,
                       fqdn = :fqdn,
                       image = :image,
                       live_at = coalesce(sale.live_at, now()),
                       misses = 0,
                       changed_at = now()
                  FROM before
                 WHERE sale.app_name = before.app_name
                RETURNING sale.app_name,
                          CASE WHEN before.live_at IS NULL AND before.origin = 'SPAWNED'
                               THEN extract(epoch FROM now() - sale.requested_at) END AS took),
            told AS (
                INSERT INTO sale_event (app_name, event, detail)
                SELECT app_name, 'live', 'wss://' || :fqdn FROM changed)
            SELECT took FROM changed WHERE took IS NOT NULL
            """)
        .param("app", app.value())
        .param("run", run)
        .param("reason", reason)
        .param("fqdn", engine.fqdn())
        .param("image", engine.image())
        .query(Double.class)
        .optional()
        .map(seconds -> Duration.ofMillis(Math.max(0, Math.round(seconds * 1000))));
  }

  /** There is nothing of it any more. */
  public void end(AppName app, String run, SaleState state, SaleFailure failure, String reason) {
    jdbc.sql(
            """
            WITH ended AS (
                UPDATE sale
                   SET state = :state,
                       failure = :failure,
                       reason = :reason,
                       changed_at = now(),
                       ended_at = now(),
                       orphan_since = NULL
                 WHERE app_name = :app AND run = :run AND ended_at IS NULL
                RETURNING app_name)
            INSERT INTO sale_event (app_name, event, detail)
            SELECT app_name,
                   CASE :state WHEN 'STOPPED' THEN 'gone' ELSE 'failed, and gone' END,
                   :reason
              FROM ended
            """)
        .param("app", app.value())
        .param("run", run)
        .param("state", state.name())
        .param("failure", failure.name())
        .param("reason", reason)
        .update();
  }

  public void extend(AppName app, String run, Instant end) {
    jdbc.sql(
            """
            WITH extended AS (
                UPDATE sale
                   SET expires_at = :end, warned_at = NULL, changed_at = now()
                 WHERE app_name = :app
                   AND run = :run
                   AND ended_at IS NULL
                   -- of two extensions at a time the later end counts, whichever comes first
                   AND (expires_at IS NULL OR expires_at < :end)
                RETURNING app_name)
            INSERT INTO sale_event (app_name, event, detail)
            SELECT app_name, 'extended', 'until ' || :end::timestamptz FROM extended
            """)
        .param("app", app.value())
        .param("run", run)
        .param("end", time(end))
        .update();
  }

  /**
   * It ends soon.
   *
   * @return whether that is news
   */
  public boolean warn(AppName app, String run, Instant end) {
    return jdbc.sql(
                """
                WITH warned AS (
                    UPDATE sale
                       SET warned_at = now()
                     WHERE app_name = :app
                       AND run = :run
                       AND ended_at IS NULL
                       AND warned_at IS NULL
                    RETURNING app_name)
                INSERT INTO sale_event (app_name, event, detail)
                SELECT app_name, 'ends soon', 'at ' || :end::timestamptz FROM warned
                """)
            .param("app", app.value())
            .param("run", run)
            .param("end", time(end))
            .update()
        > 0;
  }

  static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
