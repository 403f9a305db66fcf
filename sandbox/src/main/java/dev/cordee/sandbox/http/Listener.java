package dev.cordee.sandbox.http;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * One port of 127.0.0.1 and what answers there. It can be taken {@link #down()}, so that
 * connections are refused as by a stopped process, and brought {@link #up()} again on the same
 * port.
 */
public final class Listener implements AutoCloseable {
  /** Hundreds of callers may connect at the same instant. */
  private static final int BACKLOG = 1024;

  static {
    // the JDK's server reads these once; set by the command line they stay as set there
    Map.of(
            "sun.net.httpserver.nodelay", "true", // else answers wait 40 ms for a delayed ack
            "sun.net.httpserver.maxIdleConnections", "10000",
            // longer than clients keep an idle connection: the side that sends must be first to
            // close
            "sun.net.httpserver.idleInterval", "300")
        .forEach((key, value) -> System.getProperties().putIfAbsent(key, value));
  }

  private final String name;
  private final Handler handler;
  private final InetAddress address;
  private final @Nullable SSLContext tls;
  private final int port;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable HttpServer server;
  private @Nullable Socket placeholder;

  /**
   * Opens the port and answers on it.
   *
   * @param address to listen on
   * @param port 0 for any free one
   * @throws PortTakenException when it cannot be had
   */
  public Listener(String name, InetAddress address, int port, Handler handler) {
    this(name, address, port, handler, null);
  }

  /**
   * As {@link #Listener(String, InetAddress, int, Handler)}, over https.
   *
   * @param tls the keys it shows; nothing for plain http
   */
  public Listener(
      String name, InetAddress address, int port, Handler handler, @Nullable SSLContext tls) {
    this.name = name;
    this.tls = tls;
    this.handler = handler;
    this.address = address;
    HttpServer opened = listen(port);
    this.server = opened;
    this.port = opened.getAddress().getPort();
  }

  public URI uri() {
    return URI.create((tls == null ? "http" : "https") + "://127.0.0.1:" + port);
  }

  /** Closes the port and cuts its connections; requests being worked on go on unanswered. */
  public synchronized void down() {
    if (server == null) {
      return;
    }
    server.stop(0);
    server = null;
    // bound without listening, it refuses connections and keeps the port from everyone else
    try {
      Socket holding = new Socket();
      placeholder = holding;
      holding.setReuseAddress(true);
      holding.bind(new InetSocketAddress(address, port));
    } catch (IOException e) {
      throw new PortTakenException(name, port, e);
    }
  }

  /** Opens the port again after {@link #down()}. */
  public synchronized void up() {
    if (server == null) {
      releasePlaceholder();
      server = listen(port);
    }
  }

  @Override
  public synchronized void close() {
    if (server != null) {
      server.stop(0);
      server = null;
    }
    releasePlaceholder();
    executor.shutdownNow();
  }

  private HttpServer listen(int wanted) {
    try {
      HttpServer created = created(new InetSocketAddress(address, wanted));
      created.setExecutor(executor);
      created.createContext("/", new Answering(handler));
      created.start();
      return created;
    } catch (IOException e) {
      throw new PortTakenException(name, wanted, e);
    }
  }

  private HttpServer created(InetSocketAddress where) throws IOException {
    if (tls == null) {
      return HttpServer.create(where, BACKLOG);
    }
    HttpsServer secure = HttpsServer.create(where, BACKLOG);
    secure.setHttpsConfigurator(new HttpsConfigurator(tls));
    return secure;
  }

  private void releasePlaceholder() {
    try {
      if (placeholder != null) {
        placeholder.close();
        placeholder = null;
      }
    } catch (IOException e) {
      throw new PortTakenException(name, port, e);
    }
  }
}
