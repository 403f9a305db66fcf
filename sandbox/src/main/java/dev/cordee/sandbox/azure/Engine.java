package dev.cordee.sandbox.azure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

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
  private final CompletableFuture<Void> accepting;
  private volatile boolean stopped;

  /**
   * Opens a port.
   *
   * @param port to have if it is free; 0 for any
   * @param ready whether the app is
   * @throws UncheckedIOException when there is none
   */
  Engine(Engines engines, int port, BooleanSupplier ready) {
    this.host = engines.host();
    this.ready = ready;
    try {
      this.server = listen(engines, port);
    } catch (IOException e) {
      throw new UncheckedIOException("no port for an engine", e);
    }
    this.accepting = CompletableFuture.runAsync(this::accept, threads);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Where its WebSocket is, after {@code wss://}. */
  String address() {
    return host + ":" + port();
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
    accepting.join(); // it is this thread's end that frees the port
    cut();
    threads.shutdownNow();
  }

  private static ServerSocket listen(Engines engines, int port) throws IOException {
    var sockets = engines.tls().getServerSocketFactory();
    try {
      return sockets.createServerSocket(port, BACKLOG, engines.address());
    } catch (BindException e) {
      if (port == 0) {
        throw e;
      }
      LOG.log(
          Level.WARNING, "port {0} of an engine is taken: it gets another", Integer.toString(port));
      return sockets.createServerSocket(0, BACKLOG, engines.address());
    }
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
