package dev.cordee.bench.fleet.rental;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Connections to sshds that never log in; the ones that are dropped come again. */
final class Strangers implements AutoCloseable {
  static final int EACH = 100;

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ExecutorService all = Executors.newVirtualThreadPerTaskExecutor();

  Strangers(Collection<Integer> ports) {
    for (var port : ports) {
      for (var stranger = 0; stranger < EACH; stranger++) {
        all.execute(() -> loiter(port));
      }
    }
  }

  private static void loiter(int port) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        try (var socket = new Socket()) {
          socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5000);
          while (socket.getInputStream().read() >= 0) {
            // its greeting, and then nothing until it has had enough of us
          }
        } catch (IOException turnedAwayOrDropped) {
          // then again
        }
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    all.shutdownNow();
  }
}
