package dev.cordee.activities.saga;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.Executors;

/** Sends one HTTP call to a peer and tells apart what was never sent from what nobody answered. */
public final class PeerClient implements AutoCloseable {

  /** A peer on the same network that takes longer to accept is as good as down. */
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);

  private final HttpClient http =
      HttpClient.newBuilder()
          // no upgrade dance to HTTP/2 in clear text: peers may take its headers amiss
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT_LIMIT)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  /**
   * Sends and waits.
   *
   * @param deadline from now until the whole answer must be there
   */
  public Reply send(HttpRequest.Builder request, Duration deadline) {
    try {
      var answer = http.send(request.timeout(deadline).build(), BodyHandlers.ofString());
      return new Reply.Answer(answer.statusCode(), answer.body());
    } catch (HttpConnectTimeoutException e) {
      return new Reply.NotSent("no connection within " + CONNECT_LIMIT.toMillis() + " ms");
    } catch (HttpTimeoutException e) {
      return new Reply.NoAnswer("no answer within " + deadline.toMillis() + " ms");
    } catch (ConnectException e) {
      return new Reply.NotSent(
          e.getCause() instanceof UnresolvedAddressException
              ? "host name unknown"
              : "connection refused");
    } catch (IOException e) {
      return new Reply.NoAnswer("connection lost before an answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Reply.NoAnswer("this worker was stopped before an answer");
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
