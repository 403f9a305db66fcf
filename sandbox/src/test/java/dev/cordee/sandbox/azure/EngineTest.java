package dev.cordee.sandbox.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The WebSocket at an app's address. */
class EngineTest {
  private static final String PARIS = "market-paris";
  private static final String CUT = "cut";
  private final AzureClient azure = new AzureClient();

  @AfterEach
  void close() {
    azure.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 125, 126, 65_535, 65_536, 200_000})
  void sendsBackWhatItGets(int length) throws Exception {
    var heard = new Heard();
    WebSocket socket = connect(fqdn(), heard);

    socket.sendText("x".repeat(length), true).join();

    assertThat(heard.next()).hasSize(length);
  }

  @Test
  void answersAPingAndCloses() throws Exception {
    var heard = new Heard();
    WebSocket socket = connect(fqdn(), heard);

    socket.sendPing(ByteBuffer.wrap(new byte[] {1})).join();
    assertThat(heard.next()).isEqualTo("pong");

    socket.sendClose(WebSocket.NORMAL_CLOSURE, "done").join();
    assertThat(heard.next()).isEqualTo("closed 1000");
  }

  @Test
  void doesNotAnswerBeforeTheAppIsReady() {
    azure.put(PARIS, Bodies.market(PARIS).toString());
    String fqdn = azure.control("GET", "/azure/apps", "").get(0).get("address").asString();

    assertThatThrownBy(() -> connect(fqdn, new Heard()))
        .hasCauseInstanceOf(WebSocketHandshakeException.class);

    azure.forward(Duration.ofMinutes(1));
    connect(fqdn, new Heard()).abort();
  }

  @Test
  void doesNotAnswerWhereAzureOnlyThinksSo() {
    azure.fate("{\"operation\":\"create\",\"outcome\":\"silent\"}");
    String fqdn = fqdn();

    assertThat(azure.state(PARIS)).isEqualTo("Succeeded");
    assertThatThrownBy(() -> connect(fqdn, new Heard()))
        .hasCauseInstanceOf(WebSocketHandshakeException.class);
  }

  @Test
  void isCutWhenTheAppIsDeleted() throws Exception {
    var heard = new Heard();
    connect(fqdn(), heard);

    azure.delete(PARIS);

    assertThat(heard.next()).isEqualTo(CUT);
  }

  @Test
  void canBeStoppedAndStartedAgainBehindAzuresBack() throws Exception {
    String fqdn = fqdn();
    var heard = new Heard();
    connect(fqdn, heard);

    azure.control("PUT", "/azure/apps/market-paris/engine", "{\"stopped\":true}");

    assertThat(heard.next()).isEqualTo(CUT);
    assertThat(azure.state(PARIS)).isEqualTo("Succeeded");
    assertThatThrownBy(() -> connect(fqdn, new Heard()))
        .hasCauseInstanceOf(WebSocketHandshakeException.class);

    azure.control("PUT", "/azure/apps/market-paris/engine", "{\"stopped\":false}");
    connect(fqdn, new Heard()).abort();
  }

  private String fqdn() {
    return azure.ready(PARIS).at("/properties/configuration/ingress/fqdn").asString();
  }

  private WebSocket connect(String fqdn, Heard heard) {
    return azure
        .http
        .newWebSocketBuilder()
        .connectTimeout(Duration.ofSeconds(10))
        .buildAsync(URI.create("wss://" + fqdn + "/"), heard)
        .join();
  }

  /** What a client hears, one thing after the other. */
  private static final class Heard implements WebSocket.Listener {
    private final BlockingQueue<String> things = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();

    String next() throws InterruptedException {
      return things.poll(10, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        things.add(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
      things.add("pong");
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      things.add(status == WebSocket.NORMAL_CLOSURE ? "closed " + status : CUT);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      things.add(CUT);
    }
  }
}
