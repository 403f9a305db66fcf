package dev.cordee.bench.fleet.sshd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A key pair made by ssh-keygen.
 *
 * @param publicKey kind and key, without a comment
 */
public record SshKey(Path privateKey, String publicKey) {

  public static SshKey make(Path file) throws IOException, InterruptedException {
    var made =
        new ProcessBuilder(
                "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "bench", "-f", file.toString())
            .redirectErrorStream(true)
            .start();
    var said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (made.waitFor() != 0) {
      throw new IOException("ssh-keygen made no " + file + ": " + said);
    }
    var words = Files.readString(Path.of(file + ".pub")).split(" ", -1);
    return new SshKey(file, words[0] + " " + words[1]);
  }
}
