package dev.cordee.sandbox.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Sends a request on, exactly once, on a connection of its own. The JDK's clients send a GET again
 * when its connection drops, which would hide the very faults that are to be seen.
 */
public final class SingleCall {
  private SingleCall() {}

  /**
   * Sends method and body to a path of another service, and waits for the whole answer.
   *
   * @param path not escaped
   * @param limit from now until the answer is there
   * @throws IOException when there is no whole answer: refused, dropped, late
   */
  public static Reply send(Request request, URI service, String path, Duration limit)
      throws IOException {
    long end = System.nanoTime() + limit.toNanos();
    String head = head(request, service, path);
    try (Socket socket = new Socket()) {
      // cut, not closed: thousands of closed connections would use up the machine's ports for a
      // minute. Nothing is lost, the answer is read whole before.
      socket.setSoLinger(true, 0);
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(service.getHost(), service.getPort()), left(end));
      socket.getOutputStream().write(joined(head, request.body()));
      socket.setSoTimeout(left(end)); // for each read; the answers here come in one piece
      var in = new BufferedInputStream(socket.getInputStream());
      return AnswerReader.read(in, request.method().equals("HEAD"));
    }
  }

  private static String head(Request request, URI service, String path) {
    return """
    %s %s HTTP/1.1\r
    Host: %s\r
    Content-Type: application/json\r
    Content-Length: %d\r
    \r
    """
        .formatted(request.method(), escaped(path), service.getAuthority(), request.body().length);
  }

  private static String escaped(String path) {
    try {
      return new URI(null, null, path, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new Rejection(400, "malformed_path", "not a path: " + path);
    }
  }

  private static byte[] joined(String head, byte[] body) {
    byte[] start = head.getBytes(StandardCharsets.US_ASCII);
    byte[] all = new byte[start.length + body.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    return all;
  }

  private static int left(long end) throws SocketTimeoutException {
    long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
    if (left <= 0) {
      throw new SocketTimeoutException("no answer in time");
    }
    return (int) Math.min(left, Integer.MAX_VALUE);
  }
}
