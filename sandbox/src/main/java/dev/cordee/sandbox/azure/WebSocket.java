package dev.cordee.sandbox.azure;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The server's side of RFC 6455, as far as an echo goes. */
final class WebSocket {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int LONGEST_LINE = 8192;
  private static final int LONGEST_FRAME = 1 << 20;
  private static final int SHORT = 125;
  private static final int TWO_BYTES = 126;
  private static final int MASKED = 0x80;
  private static final int FINAL = 0x80;
  private static final int CLOSE = 0x8;
  private static final int PING = 0x9;
  private static final int PONG = 0xA;
  private static final int OPCODE = 0xF;

  private final DataInputStream in;
  private final OutputStream out;

  private WebSocket(Socket socket) throws IOException {
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    this.out = socket.getOutputStream();
  }

  /** Shakes hands if the app is ready, then sends frames back until one side closes. */
  static void serve(Socket socket, BooleanSupplier ready) throws IOException {
    WebSocket here = new WebSocket(socket);
    String requestLine = here.line();
    Map<String, String> headers = here.headers();
    String key = headers.getOrDefault("sec-websocket-key", "");
    if (!ready.getAsBoolean()) {
      here.refuse("404 Not Found", "This Container App is stopped or does not exist.");
    } else if (!requestLine.startsWith("GET ") || key.isEmpty()) {
      here.refuse("426 Upgrade Required", "This engine speaks WebSocket.");
    } else {
      here.accept(key);
      here.echo();
    }
  }

  private void accept(String key) throws IOException {
    send(
        """
        HTTP/1.1 101 Switching Protocols\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Accept: %s\r
        \r
        """
            .formatted(proof(key))
            .getBytes(StandardCharsets.US_ASCII));
  }

  private void refuse(String status, String reason) throws IOException {
    send(
        """
        HTTP/1.1 %s\r
        Content-Type: text/plain\r
        Content-Length: %d\r
        Connection: close\r
        \r
        %s"""
            .formatted(status, reason.length(), reason)
            .getBytes(StandardCharsets.US_ASCII));
  }

  private void echo() throws IOException {
    while (true) {
      int first = in.readUnsignedByte();
      byte[] payload = payload();
      switch (first & OPCODE) {
        case CLOSE -> {
          frame(FINAL | CLOSE, payload);
          return;
        }
        case PING -> frame(FINAL | PONG, payload);
        case PONG -> {}
        default -> frame(first, payload);
      }
    }
  }

  private byte[] payload() throws IOException {
    int second = in.readUnsignedByte();
    if ((second & MASKED) == 0) {
      throw new ProtocolException("a client's frames must be masked");
    }
    int shortLength = second & ~MASKED;
    long length =
        shortLength <= SHORT
            ? shortLength
            : shortLength == TWO_BYTES ? in.readUnsignedShort() : in.readLong();
    if (length < 0 || length > LONGEST_FRAME) {
      throw new ProtocolException("a frame of " + length + " bytes");
    }
    byte[] mask = in.readNBytes(4);
    byte[] payload = in.readNBytes((int) length);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i % mask.length];
    }
    return payload;
  }

  private void frame(int first, byte[] payload) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 2 + Long.BYTES).put((byte) first);
    if (payload.length <= SHORT) {
      frame.put((byte) payload.length);
    } else if (payload.length <= 0xFFFF) {
      frame.put((byte) TWO_BYTES).putShort((short) payload.length);
    } else {
      frame.put((byte) (TWO_BYTES + 1)).putLong(payload.length);
    }
    frame.put(payload).flip();
    byte[] bytes = new byte[frame.remaining()];
    frame.get(bytes);
    send(bytes);
  }

  private void send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = Math.max(0, line.indexOf(':'));
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
      if (line.length() == LONGEST_LINE) {
        throw new ProtocolException("a line without end");
      }
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  private static String proof(String key) {
    try {
      byte[] text = (key + GUID).getBytes(StandardCharsets.US_ASCII);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-1", e);
    }
  }
}
