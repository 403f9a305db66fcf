package dev.cordee.web.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand in {@code cordee.encryption.keys}, and how the rest is refused. */
class KeyRingTest {
  private static final String KEY = Keys.random();

  @Test
  void theFirstKeyEncryptsWhicheverWayTheyAreListed() {
    for (var between : List.of(",", "\n", " ,\r\n ")) {
      var ring = KeyRing.parse("new:" + KEY + between + "old:" + Keys.random() + "\n");

      assertThat(ring.encrypting()).map(EncryptionKey::id).hasValue("new");
      assertThat(ring.named("old")).isPresent();
      assertThat(ring.named("older")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n", " , "})
  void withoutKeysNothingIsEncrypted(String text) {
    assertThat(KeyRing.parse(text).isEmpty()).isTrue();
    assertThat(KeyRing.parse(text).encrypting()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a16-bytes, 'entry 2 (a16-bytes) has a key of 16 bytes; it must be 32'",
    "a33-bytes, 'entry 2 (a33-bytes) has a key of 33 bytes; it must be 32'",
  })
  void aKeyOfAnotherLengthIsRefused(String id, String problem) {
    var bytes = Base64.getEncoder().encodeToString(new byte[Integer.parseInt(id.substring(1, 3))]);

    assertRefused("k1:" + KEY + "," + id + ":" + bytes, problem, bytes);
  }

  @Test
  void whatIsNoBase64IsRefused() {
    assertRefused("k1:not?base64", "entry 1 (k1) has a key that is not base64", "not?base64");
  }

  @Test
  void anIdGivenTwiceIsRefused() {
    assertRefused(
        "k1:" + KEY + "\nk1:" + Keys.random(), "entry 2 (k1) has the id of an earlier one", KEY);
  }

  @Test
  void aKeyInTheIdsPlaceIsNotShown() {
    assertRefused(KEY, "entry 1 is not id:key", KEY);
    assertRefused(KEY + ":k1", "entry 1 has no usable id before the colon", KEY);
    var letters = "A".repeat(43);
    assertRefused(letters + ":k1", "entry 1 has no usable id before the colon", letters);
  }

  @Test
  void aRefusalNamesTheSettingAndKeepsTheKeyToItself() {
    var short16 = Base64.getEncoder().encodeToString(new byte[16]);

    assertThatThrownBy(() -> new EncryptionSettings("k1:" + short16, List.of()))
        .hasMessage("cordee.encryption.keys: entry 1 (k1) has a key of 16 bytes; it must be 32")
        .hasNoCause();
    assertThat(new EncryptionSettings("k1:" + KEY, List.of()).toString())
        .contains("k1")
        .doesNotContain(KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "temporal.example",
        "https://temporal.example/",
        "https://*.example",
        "https://me@temporal.example",
        "ftp://temporal.example",
        "null",
      })
  void whatIsNoOriginIsRefused(String origin) {
    assertThatThrownBy(() -> new EncryptionSettings("", List.of(origin)))
        .hasMessageContaining("cordee.encryption.codec-origins: " + origin + " is no origin");
  }

  private static void assertRefused(String text, String problem, String secret) {
    assertThatThrownBy(() -> KeyRing.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem)
        .hasMessageNotContaining(secret);
  }
}
