package dev.cordee.web.encryption;

import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key for AES-256, and the id by which a payload says what it was encrypted with.
 *
 * @param id stands in clear text beside every payload
 */
record EncryptionKey(String id, SecretKey secret) {
  static final String ALGORITHM = "AES";
  static final int BYTES = 32;

  /** Shorter than any key, so that a key in the id's place is never taken for an id and shown. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,32}");

  private static final char SEPARATOR = ':';

  /**
   * Reads {@code id:base64}.
   *
   * @throws IllegalArgumentException with a message that may name the id and never holds the key
   */
  static EncryptionKey parse(String entry) {
    var separator = entry.indexOf(SEPARATOR);
    if (separator < 0) {
      throw new IllegalArgumentException("is not id:key");
    }
    var id = entry.substring(0, separator).strip();
    if (!isId(id)) {
      throw new IllegalArgumentException(
          "has no usable id before the colon: letters, digits, dot, dash and underscore, 32 at"
              + " most");
    }
    return new EncryptionKey(id, secret(id, entry.substring(separator + 1).strip()));
  }

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  private static SecretKey secret(String id, String base64) {
    var bytes = decoded(id, base64);
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException(
          "(" + id + ") has a key of " + bytes.length + " bytes; it must be " + BYTES);
    }
    return new SecretKeySpec(bytes, ALGORITHM);
  }

  private static byte[] decoded(String id, String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException quotesTheKey) {
      throw new IllegalArgumentException("(" + id + ") has a key that is not base64");
    }
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "EncryptionKey[" + id + "]";
  }
}
