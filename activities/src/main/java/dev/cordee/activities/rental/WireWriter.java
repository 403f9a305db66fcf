package dev.cordee.activities.rental;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the data types of SSH (RFC 4251, section 5) into a buffer that can be wiped. */
final class WireWriter implements AutoCloseable {
  private final ByteBuffer bytes;

  /**
   * A writer of bounded room, so that no copy of a secret is left behind by growing.
   *
   * @param most bytes it can take
   */
  WireWriter(int most) {
    bytes = ByteBuffer.allocate(most);
  }

  WireWriter string(byte[] value) {
    bytes.putInt(value.length).put(value);
    return this;
  }

  WireWriter string(String value) {
    return string(value.getBytes(StandardCharsets.US_ASCII));
  }

  WireWriter number(int value) {
    bytes.putInt(value);
    return this;
  }

  WireWriter raw(byte[] value) {
    bytes.put(value);
    return this;
  }

  /** Fills up to a multiple of this with 1, 2, 3 and so on. */
  WireWriter padded(int block) {
    for (byte next = 1; bytes.position() % block != 0; next++) {
      bytes.put(next);
    }
    return this;
  }

  byte[] bytes() {
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  @Override
  public void close() {
    Arrays.fill(bytes.array(), (byte) 0);
  }
}
