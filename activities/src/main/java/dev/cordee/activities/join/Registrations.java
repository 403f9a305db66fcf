package dev.cordee.activities.join;

import dev.cordee.activities.fleet.Membership;
import dev.cordee.activities.join.NodeIdentities.Known;
import dev.cordee.activities.join.Registration.Refused;
import dev.cordee.activities.join.Registration.Why;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who joins the fleet by itself. One registration at a time: of two that come at once, the second
 * finds what the first has done. What is refused changes nothing, but for a known node that says it
 * is another: that is noted.
 */
public final class Registrations {

  /**
   * How many there may be, and when one of them is taken to be gone.
   *
   * @param mostNodes that joined by themselves
   * @param heartbeatTimeout how long a node may say nothing
   * @param followMoves whether a node that holds nothing of anybody may move to another address by
   *     itself, to be proven there by the host key it has
   */
  public record Rules(int mostNodes, Duration heartbeatTimeout, boolean followMoves) {}

  private final Rules rules;
  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final InstantSource clock;
  private final JoinTokens tokens;
  private final NodeIdentities nodes;
  private final IdentityChanges changes;

  public Registrations(
      Rules rules, JdbcClient jdbc, TransactionTemplate transactions, InstantSource clock) {
    this.rules = rules;
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.clock = clock;
    this.tokens = new JoinTokens(jdbc);
    this.nodes = new NodeIdentities(jdbc, rules.heartbeatTimeout());
    this.changes = new IdentityChanges(jdbc);
  }

  /** Whether somebody with that secret has any business here, before more is read of a request. */
  public boolean isKnown(Secret shown) {
    return tokens.find(shown).isPresent() || nodes.byToken(shown).isPresent();
  }

  /**
   * Takes a node in, or knows it again: by its own token, or by the name that it gave its first
   * registration, so that an answer that was lost on the way locks nobody out.
   *
   * @param shown a join token, or the node's own
   * @param request the name of its first registration, which nobody else can guess
   */
  public Registration register(Secret shown, Optional<Secret> request, Newcomer who) {
    return Objects.requireNonNull(
        transactions.execute(
            transaction -> {
              Membership.lock(jdbc);
              var end = decide(shown, request, who);
              if (end instanceof Refused(var why, _) && why != Why.ANOTHER_IDENTITY) {
                transaction.setRollbackOnly();
              }
              return end;
            }));
  }

  private Registration decide(Secret shown, Optional<Secret> request, Newcomer who) {
    var known = nodes.byToken(shown);
    if (known.isPresent()) {
      return again(known.get(), who, shown);
    }
    var token = tokens.find(shown);
    if (token.isEmpty()) {
      return new Refused(
          Why.NOT_ALLOWED, "this is neither a join token nor the token of a node of this fleet");
    }
    var first = request.flatMap(nodes::byRegistration);
    return first.isPresent() && token.get().revokedAt().isEmpty()
        ? again(first.get(), who, Secret.random("node"))
        : join(token.get(), request, who);
  }

  private Registration again(Known known, Newcomer who, Secret token) {
    if (known.is(who)) {
      changes.returned(known.node(), who, token);
      return new Registration.Known(known.node(), token);
    }
    if (rules.followMoves() && followed(known, who)) {
      changes.returned(known.node(), who, token);
      return new Registration.Known(known.node(), token);
    }
    var reason =
        "it says that it is at %s now%s; a person has to accept it, or remove the node"
            .formatted(
                who.address(),
                known.hostKey().equals(who.hostKey()) ? "" : " and has another host key");
    changes.claimed(known.node(), who, reason);
    return new Refused(
        Why.ANOTHER_IDENTITY,
        "this is node %s, known at %s; %s".formatted(known.node(), known.address(), reason));
  }

  /** Nodes that were all started anew may have each other's addresses. */
  private boolean followed(Known known, Newcomer who) {
    if (!who.isThere() || !known.hostKey().equals(who.hostKey())) {
      return false;
    }
    // behind one address are many: there a port is only somebody's word
    if (!known.host().equals(who.host())) {
      changes.displaced(known.node(), who);
    }
    return changes.moved(known.node(), who);
  }

  private Registration join(JoinToken token, Optional<Secret> request, Newcomer who) {
    if (!tokens.use(token)) {
      return new Refused(Why.NOT_ALLOWED, whyUseless(token));
    }
    for (var other : nodes.inTheWayOf(who)) {
      // whoever speaks from an address is who is there now; one that only names it may be anybody
      if (!other.isGone() || !who.isThere() || other.hostKey().equals(who.hostKey())) {
        return new Refused(Why.TAKEN, whyTaken(other, who));
      }
      changes.removed(
          other.node(), "node", "superseded", "another node speaks from " + who.address());
    }
    if (nodes.count() >= rules.mostNodes()) {
      return new Refused(
          Why.FULL,
          "there are %d nodes that joined by themselves, which is all there may be"
              .formatted(rules.mostNodes()));
    }
    var secret = Secret.random("node");
    return new Registration.Joined(nodes.add(who, token, secret, request), secret);
  }

  private String whyUseless(JoinToken token) {
    var what = "join token " + token.id() + ", " + token.name() + ", ";
    return switch (token.state(clock.instant())) {
      case REVOKED -> what + "was revoked";
      case EXPIRED -> what + "has expired";
      case USED_UP, VALID -> what + "is used up";
    };
  }

  private static String whyTaken(Known other, Newcomer who) {
    return other.hostKey().equals(who.hostKey())
        ? "node " + other.node() + " has that host key, at " + other.address()
        : "node " + other.node() + " is at " + who.address();
  }
}
