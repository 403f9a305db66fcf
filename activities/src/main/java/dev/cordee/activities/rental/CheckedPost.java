package dev.cordee.activities.rental;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One POST, to the very address that was checked. An HTTP client would look the name up once more,
 * and might be told another address than the one we looked at. Nothing is read but the status, so
 * no redirect is followed.
 */
final class CheckedPost {

  /** Bytes of a line, and lines of a head; a status has few of either. */
  private static final int LONGEST_LINE = 8192;

  private static final int MOST_LINES = 100;

  private static final int HTTPS = 443;
  private static final int HTTP = 80;
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})( .*)?");

  private final SSLSocketFactory tls;

  CheckedPost(SSLSocketFactory tls) {
    this.tls = tls;
  }

  /**
   * Sends to the first address that answers; one that gets it twice can tell by what it holds.
   *
   * @param addresses what the URL's host was resolved to, and found harmless
   * @param limit for all of it but the writing, which a short body never waits for
   */
  int send(
      URI url,
      List<InetAddress> addresses,
      Map<String, String> headers,
      byte[] body,
      Duration limit)
      throws IOException {
    IOException last = new IOException("no address");
    for (var address : addresses) {
      try {
        return send(url, address, headers, body, limit.dividedBy(addresses.size()));
      } catch (IOException trouble) {
        last = trouble;
      }
    }
    throw last;
  }

  private int send(
      URI url, InetAddress address, Map<String, String> headers, byte[] body, Duration limit)
      throws IOException {
    var end = System.nanoTime() + limit.toNanos();
    try (var plain = new Socket()) {
      plain.connect(new InetSocketAddress(address, port(url)), millisTo(end));
      plain.setSoTimeout(millisTo(end));
      try (var socket = NotifyTargets.isTls(url) ? secured(plain, url) : plain) {
        socket.getOutputStream().write(request(url, headers, body));
        socket.getOutputStream().flush();
        return status(socket, end);
      }
    }
  }

  private static int port(URI url) {
    if (url.getPort() != -1) {
      return url.getPort();
    }
    return NotifyTargets.isTls(url) ? HTTPS : HTTP;
  }

  /** The certificate must be the name's, not the address's. */
  private Socket secured(Socket plain, URI url) throws IOException {
    var socket = (SSLSocket) tls.createSocket(plain, url.getHost(), port(url), true);
    var parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static byte[] request(URI url, Map<String, String> headers, byte[] body) {
    var path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    var query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    var host = url.getPort() == -1 ? url.getHost() : url.getHost() + ":" + url.getPort();
    var head = new StringBuilder("POST " + path + query + " HTTP/1.1\r\nHost: " + host + "\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Content-Length: " + body.length + "\r\nConnection: close\r\n\r\n");
    var request = new ByteArrayOutputStream();
    request.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
    request.writeBytes(body);
    return request.toByteArray();
  }

  private static int status(Socket socket, long end) throws IOException {
    for (var lines = 0; lines < MOST_LINES; lines++) {
      var status = STATUS_LINE.matcher(line(socket, end));
      if (!status.matches()) {
        throw new ProtocolException("the answer is not HTTP/1.1");
      }
      var code = Integer.parseInt(status.group(1));
      if (code >= 200) {
        return code;
      }
      // a hint before the answer, such as 103: passed over with its headers
      while (!line(socket, end).isEmpty() && lines < MOST_LINES) {
        lines++;
      }
    }
    throw new ProtocolException("no answer among " + MOST_LINES + " lines");
  }

  private static String line(Socket socket, long end) throws IOException {
    var line = new ByteArrayOutputStream();
    while (line.size() < LONGEST_LINE) {
      socket.setSoTimeout(millisTo(end));
      var next = socket.getInputStream().read();
      if (next == -1) {
        throw new ProtocolException("the connection ended before an answer");
      }
      if (next == '\n') {
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
      }
      line.write(next);
    }
    throw new ProtocolException("a line of the answer is too long");
  }

  private static int millisTo(long end) throws SocketTimeoutException {
    var left = Duration.ofNanos(end - System.nanoTime()).toMillis();
    if (left <= 0) {
      throw new SocketTimeoutException("no answer in time");
    }
    return Math.toIntExact(left);
  }
}
