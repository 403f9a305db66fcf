package dev.cordee.activities.rental;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A tenant's own service, which is told of moves. */
final class TenantService implements AutoCloseable {

  /** What it was sent. */
  record Notice(String path, String timestamp, String signature, byte[] body) {}

  private final HttpServer server;
  private final List<Notice> notices = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Integer> answers = new ConcurrentLinkedQueue<>();

  private TenantService(HttpServer server) {
    this.server = server;
  }

  static TenantService start() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var service = new TenantService(server);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            var headers = exchange.getRequestHeaders();
            service.notices.add(
                new Notice(
                    exchange.getRequestURI().toString(),
                    Optional.ofNullable(headers.getFirst("Cordee-Timestamp")).orElse(""),
                    Optional.ofNullable(headers.getFirst("Cordee-Signature")).orElse(""),
                    exchange.getRequestBody().readAllBytes()));
            exchange.getResponseHeaders().add("Location", service.url("/elsewhere"));
            exchange.sendResponseHeaders(
                Optional.ofNullable(service.answers.poll()).orElse(204), -1);
          }
        });
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return service;
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** The next calls are answered so; those after them 204. */
  void answers(Integer... codes) {
    answers.addAll(List.of(codes));
  }

  List<Notice> notices() {
    return notices;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
