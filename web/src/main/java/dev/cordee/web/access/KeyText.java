package dev.cordee.web.access;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A key as its owner has it: {@code cordee_<id>_<secret>}. The id finds its row, the secret is 256
 * random bits, of which only a hash is kept. The beginning lets scanners of repositories tell it.
 */
record KeyText(String id, String secret) {
  private static final Pattern FORM = Pattern.compile("cordee_([0-9a-f]{12})_([0-9a-f]{64})");
  private static final int ID_BYTES = 6;
  private static final int SECRET_BYTES = 32;

  static KeyText random(SecureRandom random) {
    return new KeyText(hex(random, ID_BYTES), hex(random, SECRET_BYTES));
  }

  private static String hex(SecureRandom random, int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Reads one; empty for what cannot be one of ours. */
  static Optional<KeyText> parse(String text) {
    var match = FORM.matcher(text);
    return match.matches()
        ? Optional.of(new KeyText(match.group(1), match.group(2)))
        : Optional.empty();
  }

  /** The whole text, to be told once. */
  String reveal() {
    return "cordee_" + id + "_" + secret;
  }

  @Override
  public String toString() {
    return "key " + id;
  }
}
