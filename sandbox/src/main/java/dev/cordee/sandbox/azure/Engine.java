package dev.cordee.sandbox.azure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;

/**
 * What answers at an app's address: a WebSocket that sends back what it gets, on a port of its own.
 * While the app is not ready, what answers is the ingress, with a 404.
 */
final class Engine implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Engine.class.getName());
  private static final int BACKLOG = 64;

  private final String host;
  private final BooleanSupplier ready;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean stopped;

  /**
   * Opens a free port.
   *
   * @param host by which clients reach it
   * @param ready whether the app is
   * @throws UncheckedIOException when there is none
   */
  Engine(SSLContext tls, InetAddress address, String host, BooleanSupplier ready) {
    this.host = host;
    this.ready = ready;
    try {
      this.server = tls.getServerSocketFactory().createServerSocket(0, BACKLOG, address);
    } catch (IOException e) {
      throw new UncheckedIOException("no port for an engine", e);
    }
    threads.execute(this::accept);
  }

  /** Where its WebSocket is, after {@code wss://}. */
  String address() {
    return host + ":" + server.getLocalPort();
  }

  int connections() {
    return open.size();
  }

  /** Whether it has been stopped by hand. */
  boolean isStopped() {
    return stopped;
  }

  /** Stops it as a crash would, Azure none the wiser; or starts it again. */
  void stop(boolean wanted) {
    stopped = wanted;
    if (wanted) {
      cut();
    }
  }

  /** Cuts its connections; new ones are taken. */
  void cut() {
    open.forEach(Engine::close);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "engine at {0} does not close: {1}", address(), e);
    }
    cut();
    threads.shutdownNow();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        threads.execute(() -> serve(socket));
      } catch (IOException e) {
        LOG.log(Level.DEBUG, "engine at {0} takes no more: {1}", address(), e);
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      WebSocket.serve(socket, () -> !stopped && ready.getAsBoolean());
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the client of {0} has gone: {1}", address(), e);
    } finally {
      open.remove(socket);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "already closed: {0}", e);
    }
  }
}
