package dev.cordee.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** HTTP by hand: sends any bytes at all, where a client library would refuse or mend them. */
final class RawHttp {
  private static final int PATIENCE_MS = 15_000;

  private final int port;

  RawHttp(int port) {
    this.port = port;
  }

  /**
   * One exchange on a connection of its own.
   *
   * @param head request line and headers, one a line, without the empty line at the end
   */
  Answer exchange(String head, byte[] body) throws IOException {
    return exchange(head, "localhost", body);
  }

  /** As if it had been looked up by this name. */
  Answer exchange(String head, String host, byte[] body) throws IOException {
    try (var socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(PATIENCE_MS);
      var request = new ByteArrayOutputStream();
      request.writeBytes(
          (head.strip().replace("\n", "\r\n")
                  + "\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(host))
              .getBytes(StandardCharsets.ISO_8859_1));
      request.writeBytes(body);
      socket.getOutputStream().write(request.toByteArray());
      return parse(socket.getInputStream().readAllBytes());
    }
  }

  private static Answer parse(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.ISO_8859_1);
    var end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new AssertionError("no HTTP answer: \"" + text + "\"");
    }
    var lines = List.of(text.substring(0, end).split("\r\n"));
    Map<String, List<String>> headers = new TreeMap<>();
    for (var line : lines.subList(1, lines.size())) {
      var colon = line.indexOf(':');
      headers
          .computeIfAbsent(line.substring(0, colon).toLowerCase(), _ -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    var raw = text.substring(end + 4);
    var body = headers.containsKey("transfer-encoding") ? joined(raw) : raw;
    var status = Integer.parseInt(lines.getFirst().split(" ")[1]);
    return new Answer(
        status,
        headers,
        new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
  }

  /** The chunks' content. */
  private static String joined(String chunked) {
    var content = new StringBuilder();
    var rest = chunked;
    while (true) {
      var line = rest.indexOf("\r\n");
      var size = Integer.parseInt(rest.substring(0, line), 16);
      if (size == 0) {
        return content.toString();
      }
      content.append(rest, line + 2, line + 2 + size);
      rest = rest.substring(line + 2 + size + 2);
    }
  }
}
