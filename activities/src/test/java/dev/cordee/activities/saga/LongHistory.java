package dev.cordee.activities.saga;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A journal as it is after weeks: 100,000 sagas of one type, a tenth of them in the last hour. */
final class LongHistory {
  private LongHistory() {}

  /** Of a hundred sagas in a row one runs, nine failed, and the others are confirmed. */
  static void write(JdbcClient jdbc, String type, Instant now) {
    jdbc.sql(
            """
            WITH line AS (
                SELECT n, gen_random_uuid() AS id,
                       :now::timestamptz - CASE WHEN n <= 10000 THEN n * interval '350 ms'
                                                ELSE n * interval '10 s' END AS started_at,
                       CASE WHEN n % 100 = 1 THEN NULL
                            WHEN n % 11 = 0 THEN 'COMPENSATED'
                            ELSE 'CONFIRMED' END AS ending
                  FROM generate_series(1, 100000) AS n),
            written AS (
                INSERT INTO saga (id, type, facts, started_at, ended_at, report)
                SELECT id, :type, jsonb_build_object('client_id', n % 5000, 'magasin_id', 1),
                       started_at,
                       CASE WHEN ending IS NOT NULL THEN started_at + interval '200 ms' END,
                       CASE ending
                       WHEN 'CONFIRMED' THEN jsonb_build_object(
                           'ending', ending, 'state', 'CONFIRMEE', 'failedStep', NULL,
                           'amounts', jsonb_build_object('montant', 12.5), 'steps', steps.done)
                       WHEN 'COMPENSATED' THEN jsonb_build_object(
                           'ending', ending, 'state', 'ECHEC_STOCK', 'failedStep', 'stock',
                           'reason', 'sold out', 'why', 'REFUSED', 'steps', steps.done)
                       END
                  FROM line,
                       (SELECT jsonb_agg(jsonb_build_object(
                                   'step', 'step-' || s, 'status', 'DONE', 'note', 'as it should',
                                   'since', '2026-01-02T03:04:05.678Z')) AS done
                          FROM generate_series(1, 4) AS s) AS steps)
            INSERT INTO saga_state (saga_id, state, seq, entered_at)
            SELECT id, state, seq, started_at + seq * interval '50 ms'
              FROM line,
                   (VALUES ('INITIEE', 0), ('STOCK_RESERVE', 1)) AS entered (state, seq)
            """)
        .param("now", now.toString())
        .param("type", type)
        .update();
    jdbc.sql(
            """
            INSERT INTO saga_repair (saga_id, type, repair, opened_at)
            SELECT id, type, '{"open": [], "amounts": {}}', started_at
              FROM saga
             WHERE type = :type AND ended_at IS NULL
             ORDER BY started_at
             LIMIT 200
            """)
        .param("type", type)
        .update();
    jdbc.sql("ANALYZE saga, saga_state, saga_repair").update();
  }
}
