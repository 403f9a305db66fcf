package dev.cordee.activities.fleet;

import dev.cordee.activities.fleet.NodeEvidence.Verdict;
import dev.cordee.workflows.fleet.Health;
import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.fleet.NodeStatus;
import dev.cordee.workflows.fleet.Probe;
import dev.cordee.workflows.fleet.Transition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What probes told of nodes, and what that makes of them. Belongs into a transaction. */
final class EvidenceRepository {

  /** The lock holds off other evidence; a node can still be given to a tenant, who refers to it. */
  private static final String LOCK =
      """
      SELECT id, status, misses, answers, reason,
             coalesce(checked_at > now() - greatest(:oneSight::interval,
                                                    took.micros * interval '1 us'), false)
                 AS just_counted,
             EXISTS (SELECT FROM placement
                      WHERE placement.node_id = node.id
                        AND left_at IS NOT NULL
                        AND cleaned_at IS NULL) AS left_something,
             leaving_at IS NOT NULL AS leaves
        FROM node
        JOIN unnest(:ids::bigint[], :micros::bigint[]) AS took (node_id, micros) ON node_id = id
       ORDER BY id
         FOR NO KEY UPDATE OF node
      """;

  private static final String STORE =
      """
      UPDATE node
         SET status = told.status,
             misses = told.misses,
             answers = told.answers,
             reason = told.reason,
             latency_micros = CASE WHEN answered THEN micros ELSE latency_micros END,
             recent_latency_micros =
                 CASE WHEN counted
                      THEN (array_append(recent_latency_micros,
                                         CASE WHEN answered THEN micros END))
                           [greatest(1, cardinality(recent_latency_micros) + 2 - :keep):]
                      ELSE recent_latency_micros END,
             changed_at = CASE WHEN node.status = told.status THEN changed_at ELSE now() END,
             proven_at = CASE WHEN told.status IN ('ALIVE', 'CLEANING')
                              THEN coalesce(proven_at, now()) ELSE proven_at END,
             checked_at = CASE WHEN counted THEN now() ELSE checked_at END,
             silent_since = CASE WHEN NOT counted THEN silent_since
                                 WHEN told.misses > 0 THEN coalesce(silent_since, now())
                                 END
        FROM unnest(:ids::bigint[], :statuses::text[], :misses::int[], :answers::int[],
                    :reasons::text[], :counted::boolean[], :answered::boolean[], :micros::bigint[])
             AS told (id, status, misses, answers, reason, counted, answered, micros)
       WHERE node.id = told.id
      """;

  private static final String AUDIT =
      """
      INSERT INTO fleet_audit (node_id, who, event, detail)
      SELECT id, 'cordee', event, detail
        FROM unnest(:ids::bigint[], :events::text[], :details::text[]) AS t (id, event, detail)
      """;

  private static final String DOUBT_DEATHS =
      """
      WITH doubted AS (
          UPDATE node
             SET status = 'SUSPECT', misses = 0, answers = 0, silent_since = NULL,
                 reason = :why, changed_at = now()
           WHERE status = 'DEAD'
             AND EXISTS (SELECT FROM placement
                          WHERE placement.node_id = node.id
                            AND active_at IS NOT NULL
                            AND left_at IS NULL)
          RETURNING id)
      INSERT INTO fleet_audit (node_id, who, event, detail)
      SELECT id, 'cordee', 'DEAD → SUSPECT', :why FROM doubted
      """;

  private static final String FORGET =
      """
      UPDATE node
         SET misses = 0,
             answers = 0,
             silent_since = CASE WHEN status = 'DEAD' THEN silent_since END
       WHERE status <> 'ALIVE'
      """;

  private final JdbcClient jdbc;
  private final FleetRules rules;

  EvidenceRepository(JdbcClient jdbc, FleetRules rules) {
    this.jdbc = jdbc;
    this.rules = rules;
  }

  /** Stores what probes told, all at once; returns the nodes that changed by it. */
  List<Transition> store(Collection<Probe> probes) {
    var byNode = probes.stream().collect(Collectors.toMap(Probe::node, Function.identity()));
    var verdicts =
        lock(List.copyOf(byNode.values())).stream()
            .map(
                held -> held.after(Objects.requireNonNull(byNode.get(held.node())), rules.health()))
            .toList();
    store(verdicts);
    var transitions = verdicts.stream().flatMap(verdict -> verdict.transition().stream()).toList();
    audit(transitions);
    return transitions;
  }

  /** A look that began before the last one that counted saw the same. */
  private List<NodeEvidence> lock(List<Probe> probes) {
    return jdbc.sql(LOCK)
        .param("ids", NodeRepository.ids(probes.stream().map(Probe::node).toList()))
        .param("micros", probes.stream().map(EvidenceRepository::micros).toArray(Long[]::new))
        .param("oneSight", rules.oneSight().toString())
        .query((row, _) -> evidence(row))
        .list();
  }

  private static long micros(Probe probe) {
    return probe.took().toNanos() / 1000;
  }

  private static NodeEvidence evidence(ResultSet row) throws SQLException {
    return new NodeEvidence(
        new NodeId(row.getLong("id")),
        new Health(
            NodeStatus.valueOf(row.getString("status")),
            row.getInt("misses"),
            row.getInt("answers"),
            row.getString("reason")),
        row.getBoolean("left_something"),
        row.getBoolean("just_counted"),
        row.getBoolean("leaves"));
  }

  private void store(List<Verdict> verdicts) {
    jdbc.sql(STORE)
        .param("ids", column(verdicts, verdict -> verdict.node().value(), Long[]::new))
        .param("statuses", column(verdicts, v -> v.health().status().name(), String[]::new))
        .param("misses", column(verdicts, verdict -> verdict.health().misses(), Integer[]::new))
        .param("answers", column(verdicts, verdict -> verdict.health().answers(), Integer[]::new))
        .param("reasons", column(verdicts, verdict -> verdict.health().reason(), String[]::new))
        .param("counted", column(verdicts, Verdict::counted, Boolean[]::new))
        .param("answered", column(verdicts, Verdict::answered, Boolean[]::new))
        .param("micros", column(verdicts, v -> micros(v.probe()), Long[]::new))
        .param("keep", NodeRecord.Seen.LOOKS_KEPT)
        .update();
  }

  private void audit(List<Transition> changes) {
    if (!changes.isEmpty()) {
      jdbc.sql(AUDIT)
          .param("ids", column(changes, change -> change.node().value(), Long[]::new))
          .param("events", column(changes, c -> c.from() + " → " + c.to(), String[]::new))
          .param("details", column(changes, Transition::reason, String[]::new))
          .update();
    }
  }

  private static <T, V> V[] column(List<T> rows, Function<T, V> value, IntFunction<V[]> array) {
    return rows.stream().map(value).toArray(array);
  }

  /** Dead nodes with a tenant are only suspected from now on: nobody is moved on old evidence. */
  void doubtDeaths(String why) {
    jdbc.sql(DOUBT_DEATHS).param("why", why).update();
  }

  /** Nothing that was seen counts any more, and dead nodes with a tenant are only suspected. */
  void forget(String why) {
    doubtDeaths(why);
    jdbc.sql(FORGET).update();
  }
}
