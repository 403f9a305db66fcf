package dev.cordee.web.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is kept of a secret, and opens nothing. Plain SHA-256, for nobody can go through 2^256
 * secrets: what makes the hashes of passwords slow is that people choose them.
 */
record SecretHash(String hex) {

  static SecretHash of(String secret) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      return new SecretHash(
          HexFormat.of().formatHex(sha.digest(secret.getBytes(StandardCharsets.UTF_8))));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** In constant time: neither how much of a secret is right nor its length shows in it. */
  boolean isOf(String secret) {
    return MessageDigest.isEqual(bytes(this), bytes(of(secret)));
  }

  private static byte[] bytes(SecretHash hash) {
    return hash.hex().getBytes(StandardCharsets.US_ASCII);
  }
}
