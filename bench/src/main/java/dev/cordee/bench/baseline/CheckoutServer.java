package dev.cordee.bench.baseline;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cordee.workflows.checkout.CheckoutRequest;
import dev.cordee.workflows.checkout.CheckoutResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A baseline's {@code POST /api/commande/checkout}: answers once the order is final. */
final class CheckoutServer {
  private static final int BACKLOG = 1024;

  /** What the server prints, before its address, once it answers. */
  static final String READY = "ready ";

  private final JsonMapper json =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();
  private final Function<CheckoutRequest, CheckoutResult> checkout;

  private CheckoutServer(Function<CheckoutRequest, CheckoutResult> checkout) {
    this.checkout = checkout;
  }

  /** Listens on the loopback until the process ends, and says where on standard output. */
  static void start(int port, Function<CheckoutRequest, CheckoutResult> checkout) {
    // the JDK's server reads these once
    Map.of(
            "sun.net.httpserver.nodelay", "true",
            "sun.net.httpserver.maxIdleConnections", "10000",
            "sun.net.httpserver.idleInterval", "300")
        .forEach((key, value) -> System.getProperties().putIfAbsent(key, value));
    try {
      var loopback = InetAddress.ofLiteral("127.0.0.1");
      var server = HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/api/commande/checkout", new CheckoutServer(checkout)::answer);
      server.start();
      System.out.println(READY + "http://127.0.0.1:" + server.getAddress().getPort());
    } catch (IOException e) {
      throw new UncheckedIOException("port " + port + " cannot be had", e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      int status = 200;
      byte[] body;
      try {
        var request = json.readValue(exchange.getRequestBody(), CheckoutRequest.class);
        body = json.writeValueAsBytes(checkout.apply(request));
      } catch (IOException | RuntimeException e) {
        status = 500;
        body = json.writeValueAsString(e.toString()).getBytes(StandardCharsets.UTF_8);
      }
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
