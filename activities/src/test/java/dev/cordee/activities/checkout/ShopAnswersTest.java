package dev.cordee.activities.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.activities.saga.PeerPolicy.ServerErrors;
import dev.cordee.activities.saga.Reply;
import dev.cordee.workflows.saga.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The wire contract's table of answers. */
class ShopAnswersTest {
  private static final String CART = "[{\"produit_id\": 1, \"quantite\": 1, \"prix\": 25.50}]";

  private final ShopAnswers answers = new ShopAnswers(ServerErrors.NOT_APPLIED);
  private final ShopAnswers wary = new ShopAnswers(ServerErrors.UNKNOWN);
  private final ShopWire wire = new ShopWire();

  @ParameterizedTest
  @CsvSource({
    "200, Done",
    "201, Done",
    "204, Done",
    "301, Rejected",
    "400, Rejected",
    "401, Rejected",
    "402, Rejected",
    "404, Rejected",
    "408, Unavailable",
    "409, Rejected",
    "422, Rejected",
    "425, Unavailable",
    "429, Unavailable",
    "500, Unavailable",
    "502, Unavailable",
    "503, Unavailable",
    "504, Unavailable"
  })
  void stockAndClient(int status, String outcome) {
    assertThat(kind(answers.accepted(new Reply.Answer(status, "why")))).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "200, Rejected",
    "201, Done",
    "202, Rejected",
    "204, Rejected",
    "302, Rejected",
    "400, Rejected",
    "404, Rejected",
    "409, Rejected",
    "422, Rejected",
    "429, Unavailable",
    "500, Unavailable",
    "503, Unavailable"
  })
  void ventes(int status, String outcome) {
    assertThat(kind(answers.created(new Reply.Answer(status, "why")))).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "200, Done",
    "201, Rejected",
    "204, Rejected",
    "302, Rejected",
    "400, Rejected",
    "404, Rejected",
    "429, Unavailable",
    "500, Unavailable"
  })
  void panier(int status, String outcome) {
    assertThat(kind(cart(status, CART))).isEqualTo(outcome);
  }

  @Test
  void anEmptyCartIsRefused() {
    assertThat(cart(200, "[]")).isEqualTo(new Outcome.Rejected<>("the cart is empty"));
  }

  @Test
  void aCartNobodyCanReadIsTheServicesTrouble() {
    assertThat(cart(200, "<html>")).isInstanceOf(Outcome.Unavailable.class);
  }

  @ParameterizedTest
  @EnumSource(ServerErrors.class)
  void whatWasNotSentWasNotDoneAndWhatWasNotAnsweredMayHaveBeen(ServerErrors serverErrors) {
    var any = new ShopAnswers(serverErrors);

    assertThat(any.accepted(new Reply.NotSent("refused")))
        .isEqualTo(new Outcome.Unavailable<>("refused", null));
    assertThat(any.created(new Reply.NoAnswer("lost")))
        .isEqualTo(new Outcome.Unknown<>("lost", null));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504, 599})
  void aServerErrorMayHideWorkDoneWhenTheSettingSaysSo(int status) {
    assertThat(kind(wary.accepted(new Reply.Answer(status, "")))).isEqualTo("Unknown");
    assertThat(kind(wary.created(new Reply.Answer(status, "")))).isEqualTo("Unknown");
    assertThat(kind(wary.accepted(new Reply.Answer(429, "")))).isEqualTo("Unavailable");
  }

  @Test
  void aRefusalSaysWhatThePeerSaidButNotAllOfIt() {
    var outcome = answers.accepted(new Reply.Answer(409, "x".repeat(1000)));

    assertThat(outcome).isEqualTo(new Outcome.Rejected<>("answered 409: " + "x".repeat(200) + "…"));
    assertThat(answers.accepted(new Reply.Answer(402, " ")))
        .isEqualTo(new Outcome.Rejected<>("answered 402"));
  }

  private Outcome<?> cart(int status, String body) {
    return answers.cart(new Reply.Answer(status, body), wire::readCart);
  }

  private static String kind(Outcome<?> outcome) {
    return outcome.getClass().getSimpleName();
  }
}
