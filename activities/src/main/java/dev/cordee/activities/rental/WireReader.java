package dev.cordee.activities.rental;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads the data types of SSH (RFC 4251, section 5). */
final class WireReader {
  private final ByteBuffer bytes;

  WireReader(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
  }

  byte[] string() {
    if (bytes.remaining() < Integer.BYTES) {
      throw new UnusableKeyException("the key's data ends too early");
    }
    var length = bytes.getInt();
    if (length < 0 || length > bytes.remaining()) {
      throw new UnusableKeyException("the key's data ends too early");
    }
    var value = new byte[length];
    bytes.get(value);
    return value;
  }

  String text() {
    return new String(string(), StandardCharsets.US_ASCII);
  }

  BigInteger positive() {
    var value = string();
    if (value.length == 0 || value[0] < 0) {
      throw new UnusableKeyException("a number of the key is not positive");
    }
    return new BigInteger(value);
  }

  void end() {
    if (bytes.hasRemaining()) {
      throw new UnusableKeyException("there is more in the key's data than a key");
    }
  }
}
