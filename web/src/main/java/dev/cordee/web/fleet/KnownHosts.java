package dev.cordee.web.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Host keys as ssh keeps them: {@code [host]:port ssh-ed25519 AAAA…}, names hashed or not. Without
 * patterns, certificate authorities and revoked keys.
 */
final class KnownHosts {
  private static final String BEST = "ssh-ed25519";

  private record Line(String names, String kind, String key) {
    static Optional<Line> parse(String text) {
      var words = text.strip().split("\\s+", 4);
      var isKey = words.length >= 3 && !words[0].startsWith("#") && !words[0].startsWith("@");
      return isKey ? Optional.of(new Line(words[0], words[1], words[2])) : Optional.empty();
    }

    boolean names(String name) {
      return Stream.of(names.split(","))
          .anyMatch(each -> each.startsWith("|1|") ? isHashOf(each, name) : each.equals(name));
    }

    /** {@code |1|salt|hash}. */
    private static boolean isHashOf(String hashed, String name) {
      var parts = hashed.split("\\|", 4);
      try {
        var mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(parts[2]), "HmacSHA1"));
        var hash = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
        return MessageDigest.isEqual(hash, Base64.getDecoder().decode(parts[3]));
      } catch (GeneralSecurityException
          | IllegalArgumentException
          | ArrayIndexOutOfBoundsException unreadable) {
        return false;
      }
    }
  }

  private final List<Line> lines;

  private KnownHosts(List<Line> lines) {
    this.lines = lines;
  }

  static KnownHosts none() {
    return new KnownHosts(List.of());
  }

  static KnownHosts read(Path file) {
    try (var lines = Files.lines(file)) {
      return new KnownHosts(lines.flatMap(line -> Line.parse(line).stream()).toList());
    } catch (IOException | UncheckedIOException e) {
      throw new IllegalStateException(
          "cordee.fleet.known-hosts=" + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The key of a sshd, Ed25519 before others. */
  Optional<String> key(String host, int port) {
    var name = port == 22 ? host : "[" + host + "]:" + port;
    var keys = lines.stream().filter(line -> line.names(name)).toList();
    return keys.stream()
        .filter(line -> line.kind().equals(BEST))
        .findFirst()
        .or(() -> keys.stream().findFirst())
        .map(line -> line.kind() + " " + line.key());
  }
}
