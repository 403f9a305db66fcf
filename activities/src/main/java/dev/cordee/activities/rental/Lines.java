package dev.cordee.activities.rental;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Reads lines without ever holding a whole long one: the rest of it is read and forgotten. */
final class Lines {
  /** Bytes; an event of Ansible has about one thousand. */
  static final int LONGEST = 1 << 18;

  private Lines() {}

  /** Reads until the end, or until the stream is closed. */
  static void read(InputStream stream, Consumer<String> each) {
    var line = new ByteArrayOutputStream();
    try (var bytes = new BufferedInputStream(stream, 1 << 16)) {
      for (var b = bytes.read(); b != -1; b = bytes.read()) {
        if (b == '\n') {
          each.accept(line.toString(StandardCharsets.UTF_8));
          line.reset();
        } else if (line.size() < LONGEST) {
          line.write(b);
        }
      }
    } catch (IOException closed) {
      // as good as its end
    }
    if (line.size() > 0) {
      each.accept(line.toString(StandardCharsets.UTF_8));
    }
  }
}
