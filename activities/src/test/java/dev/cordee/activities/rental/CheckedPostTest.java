package dev.cordee.activities.rental;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The address that was checked is the one that is called, whatever its name leads to by then. */
class CheckedPostTest {
  private static final char[] PASSWORD = "of a test".toCharArray();
  private static final List<InetAddress> HERE = List.of(InetAddress.getLoopbackAddress());
  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
  private static final Duration LIMIT = Duration.ofSeconds(2);

  @TempDir private Path directory;

  @Test
  void theNameIsNotLookedUpAgainAndItsCertificateIsChecked() throws Exception {
    var tls = contextOf("tenant.example");
    var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            var host = exchange.getRequestHeaders().getFirst("Host");
            exchange.sendResponseHeaders(host.startsWith("tenant.example:") ? 204 : 400, -1);
          }
        });
    server.start();
    try {
      var post = new CheckedPost(tls.getSocketFactory());
      var port = server.getAddress().getPort();

      assertThat(send(post, "https://tenant.example:" + port + "/hook")).isEqualTo(204);
      assertThatThrownBy(() -> send(post, "https://other.example:" + port + "/hook"))
          .isInstanceOf(SSLHandshakeException.class)
          .hasMessageContaining("other.example");
      var distrustful = new CheckedPost((SSLSocketFactory) SSLSocketFactory.getDefault());
      assertThatThrownBy(() -> send(distrustful, "https://tenant.example:" + port + "/hook"))
          .isInstanceOf(SSLHandshakeException.class);
    } finally {
      server.stop(0);
    }
  }

  private static int send(CheckedPost post, String url) throws IOException {
    return post.send(URI.create(url), HERE, Map.of("X-Test", "1"), BODY, LIMIT);
  }

  @ParameterizedTest
  @CsvSource({
    "'HTTP/1.1 200 OK\r\n\r\n', 200",
    "'HTTP/1.0 500 Oh\r\nConnection: close\r\n\r\nbody', 500",
    "'HTTP/1.1 204\r\n\r\n', 204",
    "'HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 201 Created\r\n\r\n', 201"
  })
  void theStatusIsRead(String answer, int status) throws IOException {
    assertThat(answered(answer)).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "SSH-2.0-OpenSSH_9.9\r\n", "HTTP/2 200\r\n\r\n", "HTTP/1.1 20\r\n"})
  void whatIsNoAnswerIsNone(String answer) {
    assertThatThrownBy(() -> answered(answer)).isInstanceOf(ProtocolException.class);
  }

  @Test
  void aLineWithoutEndIsNotReadToTheEnd() {
    assertThatThrownBy(() -> answered("x".repeat(100_000))).isInstanceOf(IOException.class);
  }

  @Test
  void anAnswerThatTricklesIsNotWaitedFor() throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var slow =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (var peer = server.accept()) {
                      for (var i = 0; i < 100; i++) {
                        peer.getOutputStream().write('H');
                        Thread.sleep(100);
                      }
                    } catch (IOException | InterruptedException ended) {
                      Thread.currentThread().interrupt();
                    }
                  });

      assertThatThrownBy(() -> send(plain(), "http://x.example:" + server.getLocalPort()))
          .isInstanceOf(SocketTimeoutException.class);
      slow.interrupt();
    }
  }

  private static int answered(String answer) throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (var peer = server.accept()) {
                  peer.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                  peer.shutdownOutput();
                  peer.getInputStream().readAllBytes();
                } catch (IOException ended) {
                  // the other side has seen enough
                }
              });
      return send(plain(), "http://x.example:" + server.getLocalPort() + "/");
    }
  }

  private static CheckedPost plain() {
    return new CheckedPost((SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  /** A server's certificate for one name, and the trust in it. */
  private SSLContext contextOf(String name)
      throws IOException, InterruptedException, GeneralSecurityException {
    var file = directory.resolve("keys.p12");
    var keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "tenant",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=dns:" + name,
                "-storetype",
                "PKCS12",
                "-storepass",
                String.valueOf(PASSWORD),
                "-keystore",
                file.toString())
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    var keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("tenant", keys.getCertificate("tenant"));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
