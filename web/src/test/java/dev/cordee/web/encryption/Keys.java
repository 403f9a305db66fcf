package dev.cordee.web.encryption;

import java.security.SecureRandom;
import java.util.Base64;

/** Keys for tests. */
final class Keys {
  private Keys() {}

  /** As a setting holds it. */
  static String random() {
    var bytes = new byte[EncryptionKey.BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
