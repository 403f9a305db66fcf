package dev.cordee.activities.rental;

import java.math.BigInteger;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A tenant's public key as a line of {@code authorized_keys}: its type and its data, and nothing a
 * node could take for more. What came as a comment is dropped; options in front would be rights
 * that nobody gave, and are refused.
 */
public final class PublicKeyLine {
  /** Characters; the largest RSA key has some 2,800 and is followed by a comment. */
  private static final int LONGEST = 8192;

  /** Bits; below they can be broken, above OpenSSH does not take them. */
  private static final int LEAST_RSA = 2048;

  private static final int MOST_RSA = 16_384;
  private static final String ED25519 = "ssh-ed25519";
  private static final int ED25519_BYTES = 32;
  private static final Pattern BLANKS = Pattern.compile("[ \\t]+");

  private static final Set<String> TYPES =
      Set.of(
          ED25519, "ssh-rsa", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521");

  private static final String NO_TYPE =
      "begins with neither ssh-ed25519, ecdsa-sha2-nistp256, ecdsa-sha2-nistp384,"
          + " ecdsa-sha2-nistp521 nor ssh-rsa; options in front are not accepted";

  private final String type;
  private final String data;

  private PublicKeyLine(String type, String data) {
    this.type = type;
    this.data = data;
  }

  /**
   * Takes what a tenant sent.
   *
   * @throws UnusableKeyException when it is not one sound public key; the message is for the tenant
   */
  public static PublicKeyLine parse(String sent) {
    if (sent.contains("PRIVATE KEY")) {
      throw new UnusableKeyException(
          "this is a private key, which is now known to others: make a new pair, and send the"
              + " public half");
    }
    if (sent.length() > LONGEST) {
      throw new UnusableKeyException("longer than " + LONGEST + " characters");
    }
    var line = sent.strip();
    if (line.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
      throw new UnusableKeyException("more than one line, or control characters");
    }
    var words = BLANKS.split(line, 3);
    if (words.length < 2) {
      throw new UnusableKeyException(
          "not a public key: expected a type and its data, as in a file that ends in .pub");
    }
    var data = decoded(words[1], words[0]);
    check(words[0], new WireReader(data));
    return new PublicKeyLine(words[0], Base64.getEncoder().encodeToString(data));
  }

  /** One that was made here. */
  static PublicKeyLine ed25519(byte[] point) {
    try (var writer = new WireWriter(64)) {
      var data = writer.string(ED25519).string(point).bytes();
      return new PublicKeyLine(ED25519, Base64.getEncoder().encodeToString(data));
    }
  }

  private static byte[] decoded(String data, String type) {
    try {
      return Base64.getDecoder().decode(data);
    } catch (IllegalArgumentException notBase64) {
      throw new UnusableKeyException(
          TYPES.contains(type) ? "the key's data is not Base64" : NO_TYPE);
    }
  }

  private static void check(String type, WireReader data) {
    if (!TYPES.contains(type)) {
      throw new UnusableKeyException(NO_TYPE);
    }
    if (!data.text().equals(type)) {
      throw new UnusableKeyException("says it is " + type + ", and its data is of another type");
    }
    switch (type) {
      case ED25519 -> {
        if (data.string().length != ED25519_BYTES) {
          throw new UnusableKeyException("an Ed25519 key has 32 bytes");
        }
      }
      case "ssh-rsa" -> checkRsa(data.positive(), data.positive());
      default -> EllipticCurve.check(type, data.text(), data.string());
    }
    data.end();
  }

  private static void checkRsa(BigInteger exponent, BigInteger modulus) {
    var bits = modulus.bitLength();
    if (bits < LEAST_RSA || bits > MOST_RSA) {
      throw new UnusableKeyException(
          "an RSA key of " + bits + " bits; from " + LEAST_RSA + " to " + MOST_RSA + " are taken");
    }
    if (!modulus.testBit(0) || !exponent.testBit(0) || exponent.compareTo(BigInteger.TWO) < 0) {
      throw new UnusableKeyException("its numbers are not those of an RSA key");
    }
  }

  /** The type, as in {@code ssh-ed25519}. */
  public String type() {
    return type;
  }

  /** The line, without a comment. */
  @Override
  public String toString() {
    return type + " " + data;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PublicKeyLine line && line.toString().equals(toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }
}
