package dev.cordee.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.lang.System.Logger.Level;

/** Turns one exchange of the JDK's server into a {@link Request} and its outcome into an answer. */
final class Answering implements HttpHandler {
  private static final System.Logger LOG = System.getLogger(Answering.class.getName());

  private final Handler handler;

  Answering(Handler handler) {
    this.handler = handler;
  }

  @Override
  public void handle(HttpExchange exchange) {
    // closing an exchange that has sent no headers closes its connection: that is what Drop means
    try (exchange) {
      switch (outcome(exchange)) {
        case Outcome.Drop _ -> {}
        case Reply reply -> send(exchange, reply);
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the client of {0} has gone", exchange.getRequestURI());
    }
  }

  private Outcome outcome(HttpExchange exchange) throws IOException {
    try {
      return handler.handle(Request.read(exchange));
    } catch (Rejection rejection) {
      return rejection.reply();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "failed at " + exchange.getRequestURI(), e);
      return Reply.problem(500, "internal_error", e.toString());
    }
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    if (!reply.contentType().isEmpty()) {
      exchange.getResponseHeaders().set("Content-Type", reply.contentType());
    }
    if (reply.isReplayed()) {
      exchange.getResponseHeaders().set("Idempotency-Replayed", "true");
    }
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    // a length of 0 would mean chunks to the JDK's server
    boolean bodiless =
        reply.body().length == 0
            || reply.status() == 204
            || reply.status() == 304
            || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(reply.status(), bodiless ? -1 : reply.body().length);
    if (!bodiless) {
      exchange.getResponseBody().write(reply.body());
    }
  }
}
