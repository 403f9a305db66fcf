package dev.cordee.sandbox.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads an HTTP/1.1 answer of the kind this module's own listeners send: of a known length. */
final class AnswerReader {
  private AnswerReader() {}

  /**
   * The answer, whole.
   *
   * @param headOnly whether the body stays away though its length is given
   * @throws IOException when it is cut short, or none
   */
  static Reply read(InputStream in, boolean headOnly) throws IOException {
    String[] words = line(in).split(" ", 3);
    if (words.length < 2 || !words[0].startsWith("HTTP/") || !words[1].matches("\\d{3}")) {
      throw new IOException("not an HTTP answer");
    }
    Map<String, String> headers = new HashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = Math.max(0, line.indexOf(':'));
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      headers.put(name, line.substring(colon + 1).strip());
    }
    int length = headOnly ? 0 : length(headers.getOrDefault("content-length", "0"));
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("the answer was cut short");
    }
    return Reply.of(Integer.parseInt(words[1]), headers.getOrDefault("content-type", ""), body);
  }

  private static int length(String text) throws IOException {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IOException("not a length: " + text, e);
    }
  }

  private static String line(InputStream in) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the connection was closed without an answer");
      }
      bytes.write(next);
    }
    return bytes.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }
}
