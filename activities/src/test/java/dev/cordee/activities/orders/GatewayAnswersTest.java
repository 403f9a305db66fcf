package dev.cordee.activities.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.activities.orders.GatewaySettings.Errors;
import dev.cordee.activities.saga.Reply;
import dev.cordee.workflows.saga.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the gateway's answers mean, status by status. */
class GatewayAnswersTest {

  @ParameterizedTest
  @CsvSource({
    "200, Done,        Done",
    "201, Done,        Done",
    "204, Done,        Done",
    "299, Done,        Done",
    "301, Rejected,    Rejected",
    "400, Rejected,    Rejected",
    "401, Rejected,    Rejected",
    "404, Rejected,    Rejected",
    "408, Unavailable, Unavailable",
    "409, Rejected,    Rejected",
    "422, Rejected,    Rejected",
    "425, Unavailable, Unavailable",
    "429, Unavailable, Unavailable",
    "500, Rejected,    Unknown",
    "501, Rejected,    Unknown",
    "502, Unknown,     Unknown",
    "503, Rejected,    Unknown",
    "504, Unknown,     Unknown",
    "599, Rejected,    Unknown",
  })
  void aStatusMeans(int status, String whenRejecting, String whenUnknown) {
    assertThat(kind(Errors.REJECTED, status)).isEqualTo(whenRejecting);
    assertThat(kind(Errors.UNKNOWN, status)).isEqualTo(whenUnknown);
  }

  @ParameterizedTest
  @EnumSource(Errors.class)
  void whatWasNotSentWasNotDoneAndWhatWasNotAnsweredMayHaveBeen(Errors errors) {
    var answers = new GatewayAnswers(errors);

    assertThat(answers.meaning(new Reply.NotSent("refused"), GatewayAnswersTest::done))
        .isEqualTo(new Outcome.Unavailable<>("refused", null));
    assertThat(answers.meaning(new Reply.NoAnswer("lost"), GatewayAnswersTest::done))
        .isEqualTo(new Outcome.Unknown<>("lost", null));
  }

  @Test
  void anEmptyRefusalSaysItsStatusAndAnOtherItsBodyToo() {
    var answers = new GatewayAnswers(Errors.REJECTED);

    assertThat(answers.meaning(new Reply.Answer(500, ""), GatewayAnswersTest::done))
        .isEqualTo(new Outcome.Rejected<>("answered 500"));
    assertThat(answers.meaning(new Reply.Answer(404, "no such page"), GatewayAnswersTest::done))
        .isEqualTo(new Outcome.Rejected<>("answered 404: no such page"));
  }

  private static String kind(Errors errors, int status) {
    return new GatewayAnswers(errors)
        .meaning(new Reply.Answer(status, ""), GatewayAnswersTest::done)
        .getClass()
        .getSimpleName();
  }

  private static Outcome<Boolean> done(Reply.Answer answer) {
    return new Outcome.Done<>(true);
  }
}
