package dev.cordee.activities.rental;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a tenant may send as a public key, and what is said of the rest. */
class PublicKeyLineTest {
  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBjmJ3a3ESm7jQHQTQGp3aw2JQOjAYH4NFJcQSBKUHLf";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "ed25519, 256",
    "ecdsa, 256",
    "ecdsa, 384",
    "ecdsa, 521",
    "rsa, 2048",
    "rsa, 3072",
  })
  void theKeysThatSshKeygenMakesAreTaken(String type, String bits) throws Exception {
    var line = generated(type, bits);

    assertThat(PublicKeyLine.parse(line).toString()).isEqualTo(line.replaceFirst(" [^ ]*$", ""));
  }

  @ParameterizedTest
  @CsvSource({"rsa, 1024, RSA key of 1024 bits", "ecdsa-sk, 256, begins with neither"})
  void theOthersAreNot(String type, String bits, String reason) throws Exception {
    var line =
        type.equals("ecdsa-sk")
            ? "sk-ssh-ed25519@openssh.com " + KEY.split(" ")[1]
            : generated(type, bits);

    assertRefused(line, reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%s|",
        "'  %s  '|",
        "%s alice@example.org|",
        "%s a comment; with $(things) {{ in }} it|",
      })
  void aCommentIsDropped(String form) {
    assertThat(PublicKeyLine.parse(form.formatted(KEY)).toString()).isEqualTo(KEY);
    assertThat(PublicKeyLine.parse(form.formatted(KEY) + "\n").toString()).isEqualTo(KEY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''| not a public key",
        "ssh-ed25519| not a public key",
        "hello world| begins with neither",
        "restrict %s| begins with neither",
        "command=\"sh\" %s| begins with neither",
        "no-pty,from=\"*\" %s| begins with neither",
        "ssh-dss AAAAB3NzaC1kc3M=| begins with neither",
        "ssh-rsa %2$s| its data is of another type",
        "ssh-ed25519 AAAA| ends too early",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA==| ends too early",
        "ssh-ed25519 %2$sAAAA| more in the key's data",
        "ssh-ed25519 {{lookup('pipe','id')}}| not Base64",
        "-----BEGIN OPENSSH PRIVATE KEY-----| private key",
      })
  void whatIsNoKeyIsRefusedWithItsReason(String form, String reason) {
    assertRefused(form.formatted(KEY, KEY.split(" ")[1]), reason);
  }

  @Test
  void moreThanOneLineIsRefused() {
    assertRefused(KEY + "\n" + KEY, "more than one line");
    assertRefused(KEY + " a\u0000b", "control characters");
    assertRefused("#\n" + KEY, "more than one line");
    assertRefused(KEY + " " + "x".repeat(9000), "longer than");
  }

  @Test
  void moreDataThanAKeyIsRefused() {
    var data = Base64.getDecoder().decode(KEY.split(" ")[1]);
    var longer = Arrays.copyOf(data, data.length + 1);

    assertRefused(
        "ssh-ed25519 " + Base64.getEncoder().encodeToString(longer), "more in the key's data");
  }

  @Test
  void aPointOffItsCurveIsRefused() throws Exception {
    var words = generated("ecdsa", "256").split(" ");
    var data = Base64.getDecoder().decode(words[1]);
    data[data.length - 1] ^= 1;

    assertRefused(words[0] + " " + Base64.getEncoder().encodeToString(data), "not on the curve");
    assertRefused("ecdsa-sha2-nistp384 " + words[1], "its data is of another type");
  }

  private static void assertRefused(String line, String reason) {
    assertThatThrownBy(() -> PublicKeyLine.parse(line))
        .isInstanceOf(UnusableKeyException.class)
        .hasMessageContaining(reason)
        .hasMessageNotContaining(KEY.split(" ")[1]);
  }

  private String generated(String type, String bits) throws IOException, InterruptedException {
    var file = folder.resolve(type + bits);
    var exit =
        new ProcessBuilder(
                "ssh-keygen",
                "-q",
                "-t",
                type,
                "-b",
                bits,
                "-N",
                "",
                "-C",
                "me@home",
                "-f",
                file.toString())
            .inheritIO()
            .start()
            .waitFor();
    assertThat(exit).isZero();
    return Files.readString(Path.of(file + ".pub")).strip();
  }
}
