package dev.cordee.activities.join;

import dev.cordee.activities.fleet.Membership;
import dev.cordee.activities.fleet.NodeDecisions.Word;
import dev.cordee.workflows.fleet.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** How nodes that joined by themselves change their identity or leave for good. */
public final class DynamicNodes {

  /** How long a node that nobody has ever seen alive is waited for. */
  private static final Duration NEVER_SEEN = Duration.ofHours(1);

  /** What became of a person's decision. */
  public enum End {
    DONE,
    /** The inventory says whether it is there. */
    LISTED,
    /** It claims nothing that could be accepted. */
    NOTHING_CLAIMED,
    /** A tenant is on it, or something of one. */
    NOT_CLEAN,
    /** Another node is there. */
    TAKEN
  }

  /** What the decision depends on. */
  private record Standing(boolean isListed, boolean claims, boolean sameKey, boolean isFree) {}

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final IdentityChanges changes;

  public DynamicNodes(JdbcClient jdbc, TransactionTemplate transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.changes = new IdentityChanges(jdbc);
  }

  /**
   * The node is who it says it is now. With the host key it had, it is the same machine at another
   * address, and its tenant may stay; with another key it must be free.
   */
  public End accept(Word word) {
    return Objects.requireNonNull(
        transactions.execute(
            _ -> {
              var standing = standing(word.node());
              if (!standing.claims()) {
                return End.NOTHING_CLAIMED;
              }
              if (!standing.sameKey() && !standing.isFree()) {
                return End.NOT_CLEAN;
              }
              return takeOn(word) ? End.DONE : End.TAKEN;
            }));
  }

  private boolean takeOn(Word word) {
    return jdbc.sql(
                """
                WITH accepted AS (
                    UPDATE node
                       SET host = claimed_host, port = claimed_port, host_key = claimed_host_key,
                           failure_domain = claimed_host, claimed_host = NULL, claimed_port = NULL,
                           claimed_host_key = NULL, claimed_at = NULL, status = 'UNKNOWN',
                           misses = 0, answers = 0, silent_since = NULL, checked_at = NULL,
                           reason = 'its new identity was accepted, and was not probed yet',
                           changed_at = now()
                     WHERE id = :node
                       AND NOT EXISTS (
                           SELECT FROM node AS other
                            WHERE other.id <> node.id
                              AND other.removed_at IS NULL
                              AND (other.host_key = node.claimed_host_key
                                   OR other.host = node.claimed_host
                                      AND other.port = node.claimed_port))
                    RETURNING id)
                INSERT INTO fleet_audit (node_id, who, event, detail)
                SELECT id, :who, 'identity accepted', :reason FROM accepted
                """)
            .param("node", word.node().value())
            .param("who", word.who())
            .param("reason", word.reason())
            .update()
        > 0;
  }

  /** The node is out of the fleet, and its token is worth nothing. */
  public End remove(Word word) {
    return Objects.requireNonNull(
        transactions.execute(
            _ -> {
              var standing = standing(word.node());
              if (standing.isListed()) {
                return End.LISTED;
              }
              if (!standing.isFree()) {
                return End.NOT_CLEAN;
              }
              changes.removed(word.node(), word.who(), "removed", word.reason());
              return End.DONE;
            }));
  }

  private Standing standing(NodeId node) {
    Membership.lock(jdbc);
    return jdbc.sql(
            """
            SELECT origin = 'static' AS listed, claimed_at IS NOT NULL AS claims,
                   host_key IS NOT DISTINCT FROM claimed_host_key AS same_key,
                   fenced_at IS NOT NULL
                   OR NOT EXISTS (SELECT FROM placement
                                   WHERE placement.node_id = node.id AND cleaned_at IS NULL)
                   AS free
              FROM node
             WHERE id = :node
               FOR NO KEY UPDATE
            """)
        .param("node", node.value())
        .query(
            (row, _) ->
                new Standing(
                    row.getBoolean("listed"),
                    row.getBoolean("claims"),
                    row.getBoolean("same_key"),
                    row.getBoolean("free")))
        .single();
  }

  /**
   * Forgets nodes that are dead, say nothing and hold nothing of anybody for that long. Their
   * addresses and host keys may then be used again.
   */
  public List<NodeId> forget(Duration after) {
    var gone =
        jdbc
            .sql(
                """
                SELECT id
                  FROM node
                 WHERE origin = 'dynamic'
                   AND removed_at IS NULL
                   AND NOT EXISTS (SELECT FROM placement
                                    WHERE placement.node_id = node.id AND cleaned_at IS NULL)
                   AND (status = 'DEAD'
                        AND silent_since < now() - :after::interval
                        AND heartbeat_at < now() - :after::interval
                        OR proven_at IS NULL
                        AND heartbeat_at < now() - least(:after::interval, :neverSeen::interval))
                 ORDER BY id
                """)
            .param("after", after.toString())
            .param("neverSeen", NEVER_SEEN.toString())
            .query(Long.class)
            .list()
            .stream()
            .map(NodeId::new)
            .toList();
    gone.forEach(
        node ->
            changes.removed(node, "cordee", "forgotten", "nothing was heard of it for too long"));
    return gone;
  }
}
