package dev.cordee.web.dashboard;

import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Marks of what the tables hold, by one statement. It reads totals, the ends of indexes and what is
 * active, so it takes no longer when there is more history.
 */
@Repository
@Profile("api")
class TableMarks implements LiveMarks {
  private final JdbcClient jdbc;

  TableMarks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Map<Topic, String> now() {
    return jdbc.sql(
            """
            SELECT md5(concat_ws(' ',
                       (SELECT sum(total) FROM saga_state_total),
                       (SELECT concat(count(*), ' ', sum(xmin::text::bigint))
                          FROM saga_repair
                         WHERE settled_at IS NULL))) AS sagas,
                   -- heartbeats are left out: they change nothing that is shown at once
                   md5(concat_ws(' ',
                       (SELECT max(id) FROM fleet_audit),
                       (SELECT concat(open_since, ' ', swept_at) FROM fleet_breaker),
                       (SELECT md5(string_agg(concat_ws(',', id, status, cordoned, draining,
                                   fenced_at, set_aside_until, claimed_at, leaving_at, checked_at),
                                   ' ' ORDER BY id))
                          FROM node
                         WHERE removed_at IS NULL))) AS fleet,
                   md5(concat_ws(' ',
                       (SELECT max(id) FROM fleet_audit),
                       (SELECT concat(count(*), ' ', max(since)) FROM rental_queue),
                       (SELECT concat(count(*), ' ', sum(xmin::text::bigint))
                          FROM rental
                         WHERE ended_at IS NULL))) AS rentals,
                   md5(concat_ws(' ',
                       (SELECT max(id) FROM sale_event),
                       (SELECT concat(listed_at, ' ', trouble) FROM sale_census),
                       (SELECT concat(count(*), ' ', sum(xmin::text::bigint))
                          FROM sale
                         WHERE ended_at IS NULL))) AS sales
            """)
        .query(
            (row, _) ->
                Map.of(
                    Topic.SAGAS, row.getString("sagas"),
                    Topic.FLEET, row.getString("fleet"),
                    Topic.RENTALS, row.getString("rentals"),
                    Topic.SALES, row.getString("sales")))
        .single();
  }
}
