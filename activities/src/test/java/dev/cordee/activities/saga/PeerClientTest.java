package dev.cordee.activities.saga;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What never left and what nobody answered must never be taken for one another. */
class PeerClientTest {
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  private final PeerClient client = new PeerClient();
  private final CountDownLatch done = new CountDownLatch(1);
  private final AtomicInteger connections = new AtomicInteger();

  /** One connection, from the server's side. */
  private interface Peer {
    void serve(Socket connection) throws IOException, InterruptedException;
  }

  @AfterEach
  void close() {
    done.countDown();
    client.close();
  }

  @Test
  void aWholeAnswerIsAnAnswer() throws IOException {
    var reply = post(peer(c -> answer(c, "HTTP/1.1 409 Conflict\r\nContent-Length: 3\r\n\r\nno!")));

    assertThat(reply).isEqualTo(new Reply.Answer(409, "no!"));
  }

  /** On a machine with two cores that pool has one thread. */
  @Test
  void anAnswerDoesNotWaitForTheCommonPool() throws IOException {
    var pool = ForkJoinPool.commonPool();
    for (var i = 0; i < Math.max(1, pool.getParallelism()); i++) {
      pool.execute(this::awaitDone);
    }

    var reply = post(peer(c -> answer(c, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")));

    assertThat(reply).isEqualTo(new Reply.Answer(200, "{}"));
  }

  private void awaitDone() {
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aRedirectIsAnAnswerAndNotFollowed() throws IOException {
    var reply =
        post(
            peer(
                c ->
                    answer(
                        c,
                        "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:1/\r\n"
                            + "Content-Length: 0\r\n\r\n")));

    assertThat(reply).isEqualTo(new Reply.Answer(307, ""));
    assertThat(connections).hasValue(1);
  }

  @Test
  void aRefusedConnectionSentNothing() throws IOException {
    assertThat(post(portNobodyListensOn())).isEqualTo(new Reply.NotSent("connection refused"));
  }

  @Test
  void anUnknownHostSentNothing() {
    var reply = client.send(posting(URI.create("http://nowhere.invalid/")), DEADLINE);

    assertThat(reply).isEqualTo(new Reply.NotSent("host name unknown"));
  }

  @Test
  void aConnectionClosedBeforeTheRequestWasReadMayHaveBeenServed() throws IOException {
    assertThat(post(peer(Socket::close))).isInstanceOf(Reply.NoAnswer.class);
  }

  @Test
  void aConnectionResetMayHaveBeenServed() throws IOException {
    var uri =
        peer(
            c -> {
              read(c);
              c.setSoLinger(true, 0);
              c.close();
            });

    assertThat(post(uri)).isInstanceOf(Reply.NoAnswer.class);
  }

  @Test
  void aConnectionClosedAfterTheRequestWasReadMayHaveBeenServed() throws IOException {
    assertThat(post(peer(PeerClientTest::read))).isInstanceOf(Reply.NoAnswer.class);
    assertThat(connections).as("the client does not send a POST again by itself").hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 O",
        "HTTP/1.1 200 OK\r\nContent-Le",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"reserve",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{\"res"
      })
  void halfAnAnswerIsNone(String half) throws IOException {
    assertThat(post(peer(c -> answer(c, half)))).isInstanceOf(Reply.NoAnswer.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SSH-2.0-OpenSSH_9.6\r\n", "\u0000\u0001\u0002", "HTTP/1.1 abc OK\r\n\r\n"})
  void garbageIsNoAnswer(String garbage) throws IOException {
    assertThat(post(peer(c -> answer(c, garbage)))).isInstanceOf(Reply.NoAnswer.class);
  }

  @Test
  void aPeerThatReadsAndSaysNothingIsWaitedForUntilTheDeadline() throws IOException {
    var uri =
        peer(
            c -> {
              read(c);
              done.await();
            });

    var reply = client.send(posting(uri), Duration.ofMillis(300));

    assertThat(reply).isEqualTo(new Reply.NoAnswer("no answer within 300 ms"));
  }

  /** Headers in time, and a body that never ends: the deadline is for the whole answer. */
  @Test
  void aPeerThatStopsInTheMiddleOfItsAnswerIsWaitedForUntilTheDeadline() throws IOException {
    var uri =
        peer(
            c -> {
              read(c);
              write(c, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
              done.await();
            });
    var start = System.nanoTime();

    var reply = client.send(posting(uri), Duration.ofMillis(300));

    assertThat(reply).isInstanceOf(Reply.NoAnswer.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
  }

  private Reply post(URI uri) {
    return client.send(posting(uri), DEADLINE);
  }

  private static HttpRequest.Builder posting(URI uri) {
    return HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString("{\"montant\": 25.50}"));
  }

  /** A server on a port of its own, until the test ends. */
  private URI peer(Peer peer) throws IOException {
    var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> accept(server, peer));
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/api");
  }

  private void accept(ServerSocket server, Peer peer) {
    try (server) {
      while (done.getCount() > 0) {
        var connection = server.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(connection, peer));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void serve(Socket connection, Peer peer) {
    try (connection) {
      peer.serve(connection);
    } catch (IOException | InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(Socket connection, String text) throws IOException {
    read(connection);
    write(connection, text);
  }

  private static void write(Socket connection, String text) throws IOException {
    connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    connection.getOutputStream().flush();
  }

  /** Reads the whole request, which ends in a brace. */
  private static void read(Socket connection) throws IOException {
    int read;
    do {
      read = connection.getInputStream().read();
    } while (read != -1 && read != '}');
  }

  private static URI portNobodyListensOn() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
    }
  }
}
