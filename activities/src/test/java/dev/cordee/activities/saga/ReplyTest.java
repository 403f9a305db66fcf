package dev.cordee.activities.saga;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a person is told of a peer's answer. */
class ReplyTest {

  @Test
  void aBodyThatIsNoTextCanBeToldAndStored() {
    var answer = new Reply.Answer(400, "\u001f\u008b\u0000\ud800 not for you\n");

    assertThat(answer.describe()).isEqualTo("answered 400: not for you");
  }

  @Test
  void ofALongBodyTheBeginningIsTold() {
    assertThat(new Reply.Answer(500, "x".repeat(5000)).describe())
        .hasSizeLessThan(250)
        .endsWith("…");
  }
}
