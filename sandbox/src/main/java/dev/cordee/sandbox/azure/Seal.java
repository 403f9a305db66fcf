package dev.cordee.sandbox.azure;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Marks what is handed out, so that it is known again, by the next process too. */
final class Seal {
  private static final String FILE = "seal";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final SecretKeySpec key;

  private Seal(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** The folder's; made when it has none. */
  static Seal in(AccountFolder folder) {
    byte[] key =
        folder
            .read(FILE)
            .orElseGet(
                () -> {
                  byte[] made = new byte[KEY_BYTES];
                  new SecureRandom().nextBytes(made);
                  folder.writeSecret(FILE, made);
                  return made;
                });
    return new Seal(key);
  }

  /** The mark of a text. */
  String of(String text) {
    return BASE64.encodeToString(bytes(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Text that means nothing and is always the same. */
  String padding(int bytes) {
    ByteBuffer padding = ByteBuffer.allocate(bytes);
    for (int block = 0; padding.hasRemaining(); block++) {
      byte[] next = bytes(ByteBuffer.allocate(Integer.BYTES).putInt(block).array());
      padding.put(next, 0, Math.min(next.length, padding.remaining()));
    }
    return BASE64.encodeToString(padding.array());
  }

  private byte[] bytes(byte[] text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has " + ALGORITHM, e);
    }
  }
}
