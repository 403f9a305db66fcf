package dev.cordee.web.encryption;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of payload encryption, {@code cordee.encryption.*}.
 *
 * @param keys {@code id:base64-of-32-bytes}, between commas or one a line: the first encrypts, all
 *     decrypt; empty: nothing is encrypted
 * @param codecOrigins pages that may use the codec endpoint from another origin: the Temporal Web
 *     UI's
 */
@ConfigurationProperties("cordee.encryption")
record EncryptionSettings(
    @DefaultValue("") String keys, @DefaultValue("") List<String> codecOrigins) {

  EncryptionSettings {
    // checked here, where Spring tells which settings are wrong without quoting them
    ring(keys);
    codecOrigins = codecOrigins.stream().filter(origin -> !origin.isBlank()).toList();
    for (var origin : codecOrigins) {
      if (!isOrigin(origin)) {
        throw new IllegalStateException(
            "cordee.encryption.codec-origins: "
                + origin
                + " is no origin, such as https://temporal.example");
      }
    }
  }

  KeyRing ring() {
    return ring(keys);
  }

  private static KeyRing ring(String keys) {
    try {
      return KeyRing.parse(keys);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("cordee.encryption.keys: " + e.getMessage());
    }
  }

  /** As a browser writes it: scheme, host and port, nothing behind; no wildcard. */
  private static boolean isOrigin(String text) {
    try {
      var uri = URI.create(text);
      var isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return isHttp
          && uri.getHost() != null
          && text.equals(uri.getScheme() + "://" + Objects.toString(uri.getRawAuthority(), ""))
          && uri.getRawUserInfo() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "EncryptionSettings[keys=" + ring() + ", codecOrigins=" + codecOrigins + "]";
  }
}
