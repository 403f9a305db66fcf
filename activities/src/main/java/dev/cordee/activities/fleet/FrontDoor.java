package dev.cordee.activities.fleet;

import dev.cordee.activities.fleet.NodeTrouble.Evidence;
import dev.cordee.workflows.fleet.NodeAddress;
import dev.cordee.workflows.fleet.Probe.Finding;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Connects to a node's sshd and waits for its greeting: the part of a login that costs no processor
 * here, however long a frozen node draws it out.
 */
final class FrontDoor {

  /**
   * Before knocking again where we were turned away: a sshd drops connections at random while more
   * than {@code MaxStartups} strangers have not logged in, which anybody can bring about.
   */
  private static final Duration PAUSE = Duration.ofMillis(100);

  private static final Duration LONGEST_PAUSE = Duration.ofMillis(400);

  private final Names names;

  FrontDoor(Names names) {
    this.names = names;
  }

  /** A connection that was greeted; knocks twice where it is turned away. */
  GreetedSocket knock(NodeAddress node, Budget budget) throws NodeTrouble {
    try {
      return greeted(node, budget);
    } catch (NodeTrouble trouble) {
      if (trouble.evidence() != Evidence.TURNED_AWAY
          || budget.left().compareTo(LONGEST_PAUSE) <= 0) {
        throw trouble;
      }
      pause();
      return greeted(node, budget);
    }
  }

  /** By the first of the node's addresses that answers. */
  private GreetedSocket greeted(NodeAddress node, Budget budget) throws NodeTrouble {
    var addresses = names.resolve(node.host(), budget.left());
    NodeTrouble first = null;
    for (var i = 0; i < addresses.size(); i++) {
      var share = budget.left().dividedBy(addresses.size() - i);
      try {
        return greeted(addresses.get(i), node.port(), share);
      } catch (NodeTrouble trouble) {
        first = first == null ? trouble : first;
      }
    }
    throw first == null ? NodeTrouble.ours(node.host() + " has no address") : first;
  }

  private static GreetedSocket greeted(InetAddress address, int port, Duration within)
      throws NodeTrouble {
    var start = System.nanoTime();
    var socket = new GreetedSocket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(address, port), Budget.millis(within));
      socket.awaitGreeting(within.minusNanos(System.nanoTime() - start));
      return socket;
    } catch (IOException e) {
      close(socket);
      throw unconnected(e, within);
    } catch (NodeTrouble trouble) {
      close(socket);
      throw trouble;
    }
  }

  private static NodeTrouble unconnected(IOException cause, Duration within) {
    return switch (cause) {
      case SocketTimeoutException _ ->
          NodeTrouble.silence(Finding.TIMED_OUT, "no connection within " + Budget.inWords(within));
      case NoRouteToHostException _ -> NodeTrouble.seen(Finding.REFUSED, "no route to the host");
      case ConnectException e when words(e).contains("timed out") ->
          NodeTrouble.silence(Finding.TIMED_OUT, words(e));
      case ConnectException e -> NodeTrouble.seen(Finding.REFUSED, words(e));
      // too many open files, no free port, no network: the node was not even asked
      default -> NodeTrouble.ours("could not connect from here: " + words(cause));
    };
  }

  private static String words(IOException cause) {
    return String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
  }

  private static void pause() throws NodeTrouble {
    try {
      Thread.sleep(
          ThreadLocalRandom.current().nextLong(PAUSE.toMillis(), LONGEST_PAUSE.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw NodeTrouble.ours("stopped between two connections");
    }
  }

  static void close(@Nullable Socket socket) {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException alreadyBroken) {
      // then it needs no closing
    }
  }
}
