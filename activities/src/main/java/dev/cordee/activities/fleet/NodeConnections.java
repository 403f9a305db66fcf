package dev.cordee.activities.fleet;

import dev.cordee.workflows.fleet.NodeAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One connection to each node, kept open: an answer on it costs a hundredth of a login, and its end
 * is noticed at once. Only the pinned host key is ever accepted.
 *
 * <p>sshj spends a platform thread and about 0.6 MB on each: good for a thousand nodes, not for ten
 * thousand. Safe under concurrency; a node is connected to once at a time, and whoever comes second
 * waits for the first and finds its connection.
 */
public final class NodeConnections implements AutoCloseable {
  private final SshSettings settings;
  private final Deadlines deadlines = new Deadlines();
  private final Names names = new Names();
  private final FrontDoor frontDoor = new FrontDoor(names);
  private final Turnstile connects;
  private final Turnstile logins;
  private final SshLogin login;

  /** By address and pinned key: a node that has moved, or was given another key, is begun anew. */
  private final Map<NodeAddress, KeptConnection> kept = new ConcurrentHashMap<>();

  private volatile boolean closed;

  /** Reads the control plane's key; throws when there is none. */
  public NodeConnections(SshSettings settings) {
    this.settings = settings;
    this.connects = new Turnstile("connect", settings.connectsAtOnce(), deadlines);
    this.logins = new Turnstile("log in", settings.loginsAtOnce(), deadlines);
    this.login = new SshLogin(settings, deadlines);
  }

  /** What a check of a new connection does with it. */
  interface Check {
    void of(NodeConnection connection) throws NodeTrouble;
  }

  /** Time for one look at a node. */
  Budget budget() {
    return new Budget(settings.probeTimeout(), settings.queueLimit());
  }

  /** The connection that is open already. */
  Optional<NodeConnection> open(NodeAddress node) {
    return Optional.ofNullable(kept.get(node)).flatMap(KeptConnection::open);
  }

  /** The open connection, or a new one that is kept. */
  NodeConnection openOrConnect(NodeAddress node, Budget budget) throws NodeTrouble {
    var place = place(node);
    try (var _ = place.connecting(budget)) {
      var open = place.open();
      return open.isPresent() ? open.get() : place.keep(connect(node, budget));
    }
  }

  /** Logs in anew and checks the connection; keeps it if none is open. */
  void logInAnew(NodeAddress node, Budget budget, Check check) throws NodeTrouble {
    var place = place(node);
    try (var _ = place.connecting(budget)) {
      var connection = connect(node, budget);
      try {
        check.of(connection);
      } catch (NodeTrouble trouble) {
        connection.close();
        throw trouble;
      }
      place.keep(connection);
    }
  }

  private NodeConnection connect(NodeAddress node, Budget budget) throws NodeTrouble {
    var admitted = admitted(node, budget);
    try (var _ = admitted.turn()) {
      return login.login(node, admitted.socket(), budget);
    }
  }

  /** A greeted connection and its turn to log in. */
  private record Admitted(GreetedSocket socket, Turnstile.Turn turn) {}

  /** The first turn is kept while waiting for the second: nobody idles at a sshd for long. */
  private Admitted admitted(NodeAddress node, Budget budget) throws NodeTrouble {
    try (var _ = connects.enter(budget)) {
      var socket = frontDoor.knock(node, budget);
      try {
        return new Admitted(socket, logins.enter(budget));
      } catch (NodeTrouble trouble) {
        FrontDoor.close(socket);
        throw trouble;
      }
    }
  }

  private KeptConnection place(NodeAddress node) throws NodeTrouble {
    var place = kept.computeIfAbsent(node, _ -> new KeptConnection());
    if (closed) {
      place.forget();
      throw NodeTrouble.ours("this prober is shutting down");
    }
    return place;
  }

  /** Closes the connections of nodes that are no longer part of the fleet. */
  public void forgetAllBut(Collection<NodeAddress> fleet) {
    var removed = new HashSet<>(kept.keySet());
    removed.removeAll(new HashSet<>(fleet));
    for (var node : removed) {
      var place = kept.remove(node);
      if (place != null) {
        place.forget();
      }
    }
  }

  /** Connections that are open now. */
  public int count() {
    return (int) kept.values().stream().filter(place -> place.open().isPresent()).count();
  }

  @Override
  public void close() {
    closed = true;
    kept.values().forEach(KeptConnection::forget);
    names.close();
    deadlines.close();
  }
}
