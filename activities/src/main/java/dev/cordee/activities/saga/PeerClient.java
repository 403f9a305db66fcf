package dev.cordee.activities.saga;

import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends one HTTP call to a peer and tells apart what was never sent from what nobody answered. */
public final class PeerClient implements AutoCloseable {

  /** A peer on the same network that takes longer to accept is as good as down. */
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);

  /** Bytes of an answer; a peer that never stops talking must not fill the memory. */
  private static final long LONGEST_ANSWER = 1 << 20;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http =
      HttpClient.newBuilder()
          // no upgrade dance to HTTP/2 in clear text: peers may take its headers amiss
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT_LIMIT)
          .executor(threads)
          .build();

  /**
   * Sends and waits.
   *
   * @param deadline from now until the whole answer must be there
   */
  public Reply send(HttpRequest.Builder request, Duration deadline) {
    var asked = request.timeout(deadline).build();
    // the request's own time-out ends with the answer's head; a body may then take for ever. Not
    // sendAsync: it hands the answer over on the common pool, which others may keep busy
    var sent = threads.submit(() -> http.send(asked, answer()));
    try {
      var answer = sent.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
      return new Reply.Answer(answer.statusCode(), answer.body());
    } catch (ExecutionException e) {
      return unanswered(e.getCause(), deadline);
    } catch (TimeoutException e) {
      sent.cancel(true);
      return late(deadline);
    } catch (InterruptedException e) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      return new Reply.NoAnswer("this worker was stopped before an answer");
    }
  }

  private static BodyHandler<String> answer() {
    return BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST_ANSWER);
  }

  private static Reply unanswered(@Nullable Throwable cause, Duration deadline) {
    return switch (cause) {
      case HttpConnectTimeoutException _ ->
          new Reply.NotSent("no connection within " + CONNECT_LIMIT.toMillis() + " ms");
      case HttpTimeoutException _ -> late(deadline);
      case ConnectException refused when isUnresolved(refused) ->
          new Reply.NotSent("host name unknown");
      case ConnectException _ -> new Reply.NotSent("connection refused");
      case null, default -> new Reply.NoAnswer("connection lost before an answer");
    };
  }

  /** What the client throws wraps what it came upon. */
  private static boolean isUnresolved(ConnectException refused) {
    return refused.getCause() instanceof ConnectException found
        && found.getCause() instanceof UnresolvedAddressException;
  }

  private static Reply late(Duration deadline) {
    return new Reply.NoAnswer("no answer within " + deadline.toMillis() + " ms");
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
    threads.close();
  }
}
