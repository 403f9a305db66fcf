package dev.cordee.activities.rental;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a node says may be stored and shown. */
class RedactionTest {
  private final Redaction redaction = new Redaction(List.of("k-47", "k-4711"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "the token k-4711 and k-47 again| the token *** and *** again",
        "password=hunter2, user=me| password=***, user=me",
        "{\"api_key\": \"a b\", \"x\": 1}| {\"api_key\": ***, \"x\": 1}",
        "DB_PASSWORD: 'it is' here| DB_PASSWORD: *** here",
        "https://me:swordfish@example.org/x| https://me:***@example.org/x",
        "root:$6$abcdefgh$0123456789abcdef:19000| root:***:19000",
        "at 10:30 the key was absent| at 10:30 the key was absent",
      })
  void secretsAreHiddenAndTheRestIsKept(String said, String shown) {
    assertThat(redaction.of(said)).isEqualTo(shown);
  }

  @Test
  void aPrivateKeyIsHiddenAlsoWhenItsEndIsMissing() {
    var key = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n";

    assertThat(redaction.of("got " + key + "-----END OPENSSH PRIVATE KEY-----\nok"))
        .isEqualTo("got *** ok");
    assertThat(redaction.of("got " + key)).isEqualTo("got ***");
  }

  @Test
  void itIsOneShortLine() {
    assertThat(redaction.of("a\r\n\u001b[31mb\tc\n")).isEqualTo("a [31mb c");
    assertThat(redaction.of("x ".repeat(100_000))).hasSize(Redaction.LONGEST).endsWith("…");
  }
}
