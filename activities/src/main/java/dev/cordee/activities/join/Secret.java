package dev.cordee.activities.join;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** A secret as its owner shows it. The tables hold its hash alone. */
public final class Secret {
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /** One that somebody shows. */
  public static Secret shown(String value) {
    return new Secret(value);
  }

  /**
   * A new one of 256 bits.
   *
   * @param kind what it begins with, so that who finds one somewhere knows what it is
   */
  static Secret random(String kind) {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new Secret(
        "cordee-" + kind + "-" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** The secret itself, for its owner. */
  public String value() {
    return value;
  }

  /** What is kept of it: plain SHA-256, since 256 random bits cannot be guessed. */
  String hash() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(value.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Says nothing: it must not end up in a log. */
  @Override
  public String toString() {
    return "a secret";
  }
}
