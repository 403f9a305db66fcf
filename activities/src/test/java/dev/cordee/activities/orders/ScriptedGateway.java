package dev.cordee.activities.orders;

import dev.cordee.activities.orders.Ask.Request;
import dev.cordee.activities.orders.Behaviour.Reaction;
import dev.cordee.activities.orders.Behaviour.Reaction.Answer;
import dev.cordee.activities.orders.Behaviour.Reaction.Drop;
import dev.cordee.activities.orders.Behaviour.Reaction.Silence;
import dev.cordee.activities.orders.Store.Left;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A gateway on a port of its own: it treats calls as a test scripts it, works for all others, and
 * remembers every request. One request a connection, so that a closed port refuses the next one.
 */
final class ScriptedGateway implements AutoCloseable {
  private final Store store = new Store();
  private final Map<Ask, Deque<Behaviour>> scripts = new EnumMap<>(Ask.class);
  private final Map<Ask, Behaviour> habits = new EnumMap<>(Ask.class);
  private final List<Request> requests = new ArrayList<>();
  private ServerSocket port = openAnyPort();

  ScriptedGateway() {
    accept(port);
  }

  /** The next calls of this kind are treated so, in turn; then it works again. */
  synchronized ScriptedGateway when(Ask ask, Behaviour... behaviours) {
    scripts.computeIfAbsent(ask, _ -> new ArrayDeque<>()).addAll(List.of(behaviours));
    return this;
  }

  /** All calls of this kind are treated so, until it is {@link #healed}. */
  synchronized ScriptedGateway whenever(Ask ask, Behaviour habit) {
    habits.put(ask, habit);
    return this;
  }

  /** From now on it works for all calls that are not yet to be treated otherwise. */
  synchronized void healed() {
    habits.clear();
  }

  /** Somebody did it by hand, past the saga. */
  void byHand(Ask ask) {
    store.does(ask);
  }

  /** Every request so far, in order; each must be a call of {@link Ask#ORDER}, to the letter. */
  synchronized List<Ask> asked() {
    return requests.stream().map(Ask::exactly).toList();
  }

  /** The same, whatever they name. */
  synchronized List<Request> requests() {
    return List.copyOf(requests);
  }

  Left left() {
    return store.left();
  }

  synchronized URI uri() {
    return URI.create("http://127.0.0.1:" + port.getLocalPort());
  }

  /** From now on connections are refused. */
  synchronized void goDown() {
    try {
      port.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized void comeBack() {
    try {
      port = open(port.getLocalPort());
      accept(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    goDown();
  }

  /** Below the ports the system gives to clients: nobody takes it while the gateway is down. */
  private static ServerSocket openAnyPort() {
    while (true) {
      try {
        return open(ThreadLocalRandom.current().nextInt(12_000, 32_000));
      } catch (IOException taken) {
        // the next one may be free
      }
    }
  }

  private static ServerSocket open(int number) throws IOException {
    return new ServerSocket(number, 50, InetAddress.getLoopbackAddress());
  }

  private void accept(ServerSocket open) {
    Thread.ofVirtual()
        .start(
            () -> {
              while (true) {
                try {
                  var connection = open.accept();
                  Thread.ofVirtual().start(() -> serve(connection));
                } catch (IOException closed) {
                  return;
                }
              }
            });
  }

  private void serve(Socket connection) {
    try (connection) {
      var in = new BufferedInputStream(connection.getInputStream());
      switch (react(read(in))) {
        case Answer answer -> write(connection, answer);
        case Drop() -> {}
        case Silence() -> in.read();
      }
    } catch (IOException clientHungUp) {
      // as it may
    }
  }

  private Reaction react(Request request) {
    Behaviour behaviour;
    Ask ask;
    synchronized (this) {
      requests.add(request);
      ask = Ask.of(request);
      var script = scripts.getOrDefault(ask, new ArrayDeque<>()).poll();
      behaviour = script == null ? habits.getOrDefault(ask, Behaviour.works()) : script;
    }
    return behaviour.to(() -> store.does(ask));
  }

  private static Request read(InputStream in) throws IOException {
    var head = line(in).split(" ", 3);
    var length = 0;
    for (var header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).strip());
      }
    }
    return new Request(head[0], head[1], new String(in.readNBytes(length), StandardCharsets.UTF_8));
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (var c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the client hung up");
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  private static void write(Socket connection, Answer answer) throws IOException {
    var body = answer.body().getBytes(StandardCharsets.UTF_8);
    var head =
        "HTTP/1.1 %d -\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(answer.status(), body.length);
    connection.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
    connection.getOutputStream().write(body);
    connection.getOutputStream().flush();
  }
}
