package dev.cordee.activities.sales;

import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/** Asks an engine as its visitors will. */
final class WebSocketProbe implements EngineProbe {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final WebSocket.Listener DEAF = new WebSocket.Listener() {};

  private final HttpClient http;
  private final String path;

  /**
   * Opens no connection yet.
   *
   * @param path of the WebSocket
   */
  WebSocketProbe(SSLContext tls, String path) {
    this.http = HttpClient.newBuilder().sslContext(tls).connectTimeout(PATIENCE).build();
    this.path = path;
  }

  @Override
  public Optional<String> objection(String fqdn) {
    URI address;
    try {
      address = URI.create("wss://" + fqdn + path);
    } catch (IllegalArgumentException e) {
      return Optional.of("its address is none: " + fqdn);
    }
    var opening = http.newWebSocketBuilder().connectTimeout(PATIENCE).buildAsync(address, DEAF);
    try {
      opening.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).abort();
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of(words(e.getCause() == null ? e : e.getCause()));
    } catch (TimeoutException e) {
      opening.cancel(true);
      return Optional.of(silent());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("the look at it was broken off");
    }
  }

  private static String words(Throwable trouble) {
    return switch (trouble) {
      case WebSocketHandshakeException answered ->
          "answers %d instead of opening a WebSocket"
              .formatted(answered.getResponse().statusCode());
      case HttpTimeoutException _ -> silent();
      case UnresolvedAddressException _ -> "its name is not known";
      case UnknownHostException _ -> "its name is not known";
      case ConnectException refused ->
          refused.getCause() instanceof UnresolvedAddressException
              ? "its name is not known"
              : "takes no connections";
      case SSLException _ -> "its certificate is not to be trusted";
      default -> "broke off the connection";
    };
  }

  private static String silent() {
    return "does not answer within " + PATIENCE.toSeconds() + " s";
  }
}
