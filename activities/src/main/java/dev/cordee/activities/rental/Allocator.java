package dev.cordee.activities.rental;

import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.rental.Allocation;
import dev.cordee.workflows.rental.RentalId;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who gets which node. One decision at a time in the whole fleet, by a lock in the database: with
 * rows locked one by one, a sweep that stores its findings would make nodes look taken, and two who
 * ask at once could overtake the line. A decision takes about a millisecond. Should the lock ever
 * be forgotten, a unique index still keeps two rentals off one node.
 */
public final class Allocator {

  /** Those who lost their node go before those who never had one. */
  private static final short LOST_THEIR_NODE = 0;

  private static final short NEW = 1;

  /** Of the advisory lock; any number that nothing else locks by. */
  private static final long LOCK = 0x0C02DEE5L;

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final PlacementRepository placements;
  private final UidRange uids;

  public Allocator(
      JdbcClient jdbc,
      TransactionTemplate transactions,
      PlacementRepository placements,
      UidRange uids) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.placements = placements;
    this.uids = uids;
  }

  /**
   * Holds a free node for a rental that has not ended, unless others are before it.
   *
   * @param avoid the node it had last: taken only when no other is free, and one in the same
   *     failure domain only when none is free elsewhere
   * @param queue whether to keep a place in line when none is free
   * @return the node held, now or by an earlier call: also one of another epoch, which a workflow
   *     that was reset to its beginning does not know of
   */
  public Allocation allocate(
      RentalId rental, int epoch, String why, Optional<NodeId> avoid, boolean queue) {
    var decided = transactions.execute(_ -> decide(rental, epoch, why, avoid, queue));
    return Objects.requireNonNull(decided);
  }

  private Allocation decide(
      RentalId rental, int epoch, String why, Optional<NodeId> avoid, boolean queue) {
    jdbc.sql("SELECT pg_advisory_xact_lock(:lock)").param("lock", LOCK).query().listOfRows();
    var held = placements.current(rental);
    if (held.isPresent()) {
      return new Allocation.Given(held.get());
    }
    // a workflow that was reset may ask for an epoch that has been
    var next = Math.max(epoch, placements.lastEpoch(rental) + 1);
    var rank = placements.wasActive(rental) ? LOST_THEIR_NODE : NEW;
    if (queue) {
      standInLine(rental, rank);
    }
    if (hold(rental, next, why, avoid, rank)) {
      number(rental);
      return new Allocation.Given(placements.current(rental).orElseThrow());
    }
    if (queue && rank == LOST_THEIR_NODE) {
      enPanne(rental);
    }
    return new Allocation.InLine(1 + ahead(rental, rank));
  }

  private void standInLine(RentalId rental, short rank) {
    jdbc.sql(
            """
            INSERT INTO rental_queue (rental_id, rank)
            SELECT id, :rank
              FROM rental
             WHERE id = :rental AND ended_at IS NULL AND status <> 'RELEASING'
                ON CONFLICT (rental_id) DO NOTHING
            """)
        .param("rental", rental.value())
        .param("rank", rank)
        .update();
  }

  /** Whoever asks takes a node only when there is one more than people before it in line. */
  private boolean hold(RentalId rental, int epoch, String why, Optional<NodeId> avoid, short rank) {
    return jdbc.sql(
                """
                    WITH chosen AS (
                        SELECT free_node.id
                          FROM free_node
                         WHERE (SELECT count(*) FROM free_node) > :ahead
                           AND EXISTS (SELECT FROM rental
                                        WHERE id = :rental
                                          AND ended_at IS NULL
                                          AND status <> 'RELEASING')
                         ORDER BY free_node.id IS NOT DISTINCT FROM :avoid::bigint,
                                  failure_domain IS NOT DISTINCT FROM
                                      (SELECT failure_domain FROM node WHERE id = :avoid::bigint),
                                  random()
                         LIMIT 1),
                    held AS (
                        INSERT INTO placement (rental_id, epoch, node_id, why)
                        SELECT :rental, :epoch, id, :why FROM chosen
                            ON CONFLICT DO NOTHING
                        RETURNING node_id),
                    served AS (
                        DELETE FROM rental_queue
                         WHERE rental_id = :rental AND EXISTS (SELECT FROM held)),
                    moved AS (
                        UPDATE rental
                           SET epoch = :epoch,
                               changed_at = now(),
                               status = CASE status WHEN 'EN_PANNE' THEN 'MIGRATING'
                                                    ELSE status END
                         WHERE id = :rental AND EXISTS (SELECT FROM held))
                    INSERT INTO fleet_audit (node_id, rental_id, who, event, detail)
                    SELECT node_id, :rental, 'cordee', 'allocated', :why FROM held
                    """)
            .param("rental", rental.value())
            .param("epoch", epoch)
            .param("why", why)
            .param("avoid", avoid.map(NodeId::value).orElse(null))
            .param("ahead", ahead(rental, rank))
            .update()
        > 0;
  }

  private int ahead(RentalId rental, short rank) {
    return jdbc.sql(
            """
            SELECT count(*)
              FROM rental_queue AS other
             WHERE rental_id <> :rental
               AND (rank, since, rental_id) <
                   (:rank,
                    coalesce((SELECT since FROM rental_queue WHERE rental_id = :rental), now()),
                    :rental)
            """)
        .param("rental", rental.value())
        .param("rank", rank)
        .query(Integer.class)
        .single();
  }

  private void enPanne(RentalId rental) {
    jdbc.sql(
            """
            WITH waits AS (
                UPDATE rental
                   SET status = 'EN_PANNE', changed_at = now()
                 WHERE id = :rental AND ended_at IS NULL AND status <> 'EN_PANNE'
                RETURNING id, reason)
            INSERT INTO fleet_audit (rental_id, who, event, detail)
            SELECT id, 'cordee', 'en panne', 'no node is free; ' || reason FROM waits
            """)
        .param("rental", rental.value())
        .update();
  }

  /** With its first node a rental gets the number its accounts will have everywhere. */
  private void number(RentalId rental) {
    var has =
        jdbc.sql("SELECT uid IS NOT NULL FROM rental WHERE id = :rental")
            .param("rental", rental.value())
            .query(Boolean.class)
            .single();
    if (!has) {
      jdbc.sql("UPDATE rental SET uid = :uid WHERE id = :rental")
          .param("uid", uids.at(given()))
          .param("rental", rental.value())
          .update();
    }
  }

  /** How many numbers of the range have been given; whoever asks holds the lock. */
  private long given() {
    return jdbc.sql("SELECT greatest(0, coalesce(max(uid) + 1 - :first, 0)) FROM rental")
        .param("first", uids.first())
        .query(Long.class)
        .single();
  }

  /** Leaves the line. */
  public void leaveLine(RentalId rental) {
    jdbc.sql("DELETE FROM rental_queue WHERE rental_id = :rental")
        .param("rental", rental.value())
        .update();
  }
}
