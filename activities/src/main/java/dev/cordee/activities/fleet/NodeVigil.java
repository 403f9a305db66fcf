package dev.cordee.activities.fleet;

import dev.cordee.workflows.fleet.NodeAddress;
import dev.cordee.workflows.fleet.Probe.Meaning;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The watch of one node, on a thread of its own until that is interrupted. */
final class NodeVigil implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(NodeVigil.class);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  /** Between tries to reach a node that is in trouble, or that drops us again and again. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /**
   * For such a try. Whoever looks at the node to judge it waits for its end, so it must be short; a
   * healthy node lets us in sooner.
   */
  private static final Duration TRY = Duration.ofSeconds(1);

  private final NodeAddress node;
  private final SshSettings settings;
  private final NodeConnections connections;
  private final NodeWatch.Listener listener;

  private boolean inTrouble;
  private Duration pause = FIRST_PAUSE;

  NodeVigil(
      NodeAddress node,
      SshSettings settings,
      NodeConnections connections,
      NodeWatch.Listener listener) {
    this.node = node;
    this.settings = settings;
    this.connections = connections;
    this.listener = listener;
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          tell(trouble());
        } catch (RuntimeException e) {
          log.error("The watch of node {} stumbled, and goes on", node.node(), e);
        }
        pause();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns when there is some. */
  private NodeTrouble trouble() throws InterruptedException {
    try {
      var budget = new Budget(inTrouble ? TRY : settings.probeTimeout(), settings.queueLimit());
      var connection = connections.openOrConnect(node, budget);
      inTrouble = false;
      return follow(connection);
    } catch (NodeTrouble trouble) {
      return trouble;
    }
  }

  /** Sends keep-alives until the connection is of no use any more; returns why. */
  private NodeTrouble follow(NodeConnection connection) throws NodeTrouble, InterruptedException {
    do {
      connection.keepAlive(settings.watchPatience());
      pause = FIRST_PAUSE;
    } while (!connection.endsWithin(settings.watchInterval()));
    return connection.ending();
  }

  /**
   * Once for each time of trouble, and not when it is of our own making; again when the listener
   * failed to take it.
   */
  private void tell(NodeTrouble trouble) {
    if (trouble.finding().meaning() != Meaning.NOTHING && !inTrouble) {
      listener.onTrouble(node, trouble.finding(), trouble.detail());
      inTrouble = true;
    }
  }

  private void pause() throws InterruptedException {
    Thread.sleep(pause);
    var doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }
}
