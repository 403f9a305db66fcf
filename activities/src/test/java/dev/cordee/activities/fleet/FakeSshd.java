package dev.cordee.activities.fleet;

import dev.cordee.workflows.fleet.NodeAddress;
import dev.cordee.workflows.fleet.NodeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A socket that takes connections and then does as told, for what no sshd would do. */
final class FakeSshd implements AutoCloseable {
  static final String BANNER = "SSH-2.0-OpenSSH_9.2p1\r\n";

  private static final String SOME_KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";

  /** One connection; it is closed when this returns. */
  interface Manner {
    void serve(Socket connection, CountDownLatch done) throws IOException, InterruptedException;
  }

  private final ServerSocket listener;
  private final CountDownLatch done = new CountDownLatch(1);
  private final AtomicInteger connections = new AtomicInteger();

  FakeSshd(Manner manner) {
    this(0, manner);
  }

  /** At a port that is known to be free. */
  FakeSshd(int port, Manner manner) {
    try {
      listener = new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(() -> accept(manner));
  }

  /** Says this, and then nothing more. */
  static Manner saying(String words) {
    return (connection, done) -> {
      say(connection, words);
      done.await();
    };
  }

  /** Waits, then hands over to a sshd. */
  static Manner slowly(long millis, RealSshd sshd) {
    return (connection, _) -> {
      Thread.sleep(millis);
      try (var onward = new Socket("127.0.0.1", sshd.port())) {
        var back = Thread.ofVirtual().start(() -> pump(onward, connection));
        pump(connection, onward);
        back.join();
      }
    };
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.close();
    } catch (IOException closed) {
      // the other direction ends too
    }
  }

  static void say(Socket connection, String words) throws IOException {
    connection.getOutputStream().write(words.getBytes(StandardCharsets.ISO_8859_1));
    connection.getOutputStream().flush();
  }

  private void accept(Manner manner) {
    while (!listener.isClosed()) {
      try {
        var connection = listener.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(connection, manner));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket connection, Manner manner) {
    try (connection) {
      manner.serve(connection, done);
    } catch (IOException | InterruptedException closed) {
      // what the other side sees of it is what counts
    }
  }

  int connections() {
    return connections.get();
  }

  NodeAddress address(long node) {
    return address(node, SOME_KEY);
  }

  NodeAddress address(long node, String hostKey) {
    return new NodeAddress(new NodeId(node), "127.0.0.1", listener.getLocalPort(), hostKey);
  }

  @Override
  public void close() throws IOException {
    done.countDown();
    listener.close();
  }
}
