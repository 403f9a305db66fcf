package dev.cordee.activities.rental;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenSSH takes the pairs made here; that one can log in with them, {@link Sshd} shows. */
class TenantKeysTest {
  @TempDir Path folder;

  /** Of all lengths modulo the block, for the padding. */
  @ParameterizedTest
  @ValueSource(strings = {"", "a", "ab", "abc", "abcd", "abcde", "abcdef", "abcdefg", "rental 1"})
  void sshKeygenFindsThePublicHalfInThePrivateOne(String comment) throws Exception {
    var file = folder.resolve("id");
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Files.createFile(file, owner);
    try (var pair = new TenantKeys().generate(comment)) {
      Files.writeString(file, pair.privateKey());

      var found = said("ssh-keygen", "-y", "-P", "", "-f", file.toString());

      assertThat(found).isEqualTo((pair.publicKey() + " " + comment).strip());
      assertThat(PublicKeyLine.parse(found)).isEqualTo(pair.publicKey());
    }
  }

  @Test
  void noTwoPairsAreAlike() {
    var keys = new TenantKeys();
    try (var one = keys.generate("");
        var two = keys.generate("")) {
      assertThat(one.publicKey()).isNotEqualTo(two.publicKey());
    }
  }

  @Test
  void thePrivateHalfIsNeitherPrintedNorKept() {
    var pair = new TenantKeys().generate("");

    assertThat(pair.toString()).contains("ssh-ed25519").doesNotContain("PRIVATE");
    pair.close();
    assertThatThrownBy(pair::privateKey).isInstanceOf(IllegalStateException.class);
  }

  private static String said(String... command) throws Exception {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return text.strip();
  }
}
