package dev.cordee.activities.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A key pair made by ssh-keygen. */
record SshKey(Path privateKey, String publicKey) {

  static SshKey make(Path folder, String name) {
    return make(folder, name, "ed25519");
  }

  static SshKey make(Path folder, String name, String kind) {
    var file = folder.resolve(name);
    Commands.run("ssh-keygen", "-q", "-t", kind, "-N", "", "-C", name, "-f", file.toString());
    try {
      var words = Files.readString(folder.resolve(name + ".pub")).split(" ");
      return new SshKey(file, words[0] + " " + words[1]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file that lets these keys in. */
  static Path authorized(Path folder, SshKey... keys) {
    try {
      return Files.write(
          folder.resolve("authorized_keys"),
          List.of(keys).stream().map(SshKey::publicKey).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
