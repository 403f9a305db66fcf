package dev.cordee.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A wire to a node that can be cut, while the node lives on and others still reach it. */
public final class Forwarder implements AutoCloseable {
  private final int target;
  private final ServerSocket entrance;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  /** Leads from a free port of loopback to the target's. */
  public Forwarder(int target) throws IOException {
    this.target = target;
    entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("forwarder-" + target).start(this::accept);
  }

  public int port() {
    return entrance.getLocalPort();
  }

  /** The port it leads to. */
  int target() {
    return target;
  }

  /** Ends what is open, and whatever comes after. */
  public void cut() {
    cut = true;
    open.forEach(Forwarder::end);
    open.clear();
  }

  public void mend() {
    cut = false;
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        var client = entrance.accept();
        if (cut) {
          end(client);
        } else {
          join(client);
        }
      } catch (IOException closedOrUnreachable) {
        // whoever called finds out
      }
    }
  }

  private void join(Socket client) throws IOException {
    var node = new Socket(InetAddress.getLoopbackAddress(), target);
    open.add(client);
    open.add(node);
    Thread.ofVirtual().start(() -> copy(client, node));
    Thread.ofVirtual().start(() -> copy(node, client));
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException ended) {
      // by either side, or by the cut
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      // it is what was wanted
    }
  }

  @Override
  public void close() throws IOException {
    cut();
    entrance.close();
  }
}
