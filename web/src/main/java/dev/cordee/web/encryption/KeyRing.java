package dev.cordee.web.encryption;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/** The keys at hand: the first encrypts, each decrypts what it has encrypted. */
final class KeyRing {
  private static final Pattern BETWEEN = Pattern.compile("[,\\r\\n]");

  private final SequencedMap<String, EncryptionKey> keys;

  private KeyRing(SequencedMap<String, EncryptionKey> keys) {
    this.keys = keys;
  }

  /**
   * Reads {@code id:base64}, one a line or between commas; nothing at all is a ring without keys.
   *
   * @throws IllegalArgumentException naming the entry that cannot be taken, never its key
   */
  static KeyRing parse(String text) {
    var entries =
        BETWEEN.splitAsStream(text).map(String::strip).filter(entry -> !entry.isEmpty()).toList();
    var keys = new LinkedHashMap<String, EncryptionKey>();
    for (var i = 0; i < entries.size(); i++) {
      var key = parse(i + 1, entries.get(i));
      if (keys.putIfAbsent(key.id(), key) != null) {
        throw new IllegalArgumentException(
            "entry " + (i + 1) + " (" + key.id() + ") has the id of an earlier one");
      }
    }
    return new KeyRing(keys);
  }

  private static EncryptionKey parse(int number, String entry) {
    try {
      return EncryptionKey.parse(entry);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("entry " + number + " " + e.getMessage());
    }
  }

  boolean isEmpty() {
    return keys.isEmpty();
  }

  /** The one that encrypts from now on; empty: nothing is encrypted. */
  Optional<EncryptionKey> encrypting() {
    return isEmpty() ? Optional.empty() : Optional.of(keys.firstEntry().getValue());
  }

  Optional<EncryptionKey> named(String id) {
    return Optional.ofNullable(keys.get(id));
  }

  /** Their ids, the first encrypts. */
  @Override
  public String toString() {
    return String.join(", ", keys.keySet());
  }
}
