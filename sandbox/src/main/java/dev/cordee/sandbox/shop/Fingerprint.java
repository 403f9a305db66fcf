package dev.cordee.sandbox.shop;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * 128 bits that stand for a text and bytes: millions of long keys are kept in a third of the room.
 */
record Fingerprint(long high, long low) {

  static Fingerprint of(String text, byte[] bytes) {
    MessageDigest digest = sha256();
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0); // so that no part of one can be taken for part of the other
    ByteBuffer hash = ByteBuffer.wrap(digest.digest(bytes));
    return new Fingerprint(hash.getLong(), hash.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
