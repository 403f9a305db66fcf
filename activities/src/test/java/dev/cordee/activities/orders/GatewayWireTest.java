package dev.cordee.activities.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.activities.saga.Reply;
import dev.cordee.workflows.money.Money;
import dev.cordee.workflows.orders.OrderLine;
import dev.cordee.workflows.saga.Outcome;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON that is sent, and what is made of the JSON that comes back. */
class GatewayWireTest {
  private static final List<OrderLine> ITEMS = List.of(new OrderLine(3, 2), new OrderLine(2, 4));

  private final GatewayWire wire = new GatewayWire();

  @Test
  void requestsAreWrittenToTheLetter() {
    var items = "[{\"product_id\":3,\"quantity\":2},{\"product_id\":2,\"quantity\":4}]";

    assertThat(wire.order(1, ITEMS)).isEqualTo("{\"user_id\":1,\"items\":" + items + "}");
    assertThat(wire.stocks(ITEMS, "-")).isEqualTo("{\"items\":" + items + ",\"operation\":\"-\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "249.50,  249.50",
    "249.5,   249.5",
    "0.10,    0.10",
    "1999.99, 1999.99",
    "1E+3,    1000",
    "1E-6,    0.000001",
  })
  void aPaymentNamesItsAmountPlainWithEveryDigit(BigDecimal amount, String written) {
    assertThat(wire.payment(1, 42, new Money(amount)))
        .isEqualTo("{\"user_id\":1,\"order_id\":42,\"total_amount\":" + written + "}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"order_id\":42}", "{\"order_id\": 42, \"more\": [1]}", " {\"order_id\":42}\n"})
  void anIdIsANumber(String body) {
    assertThat(wire.id(answer(body), "order_id")).isEqualTo(new Outcome.Done<>(42L));
  }

  @Test
  void anIdAsTextServesForUndoing() {
    assertThat(wire.id(answer("{\"order_id\":\"42\"}"), "order_id"))
        .isEqualTo(
            new Outcome.Unreadable<>(
                "no number order_id in: answered 200: {\"order_id\":\"42\"}", 42L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "null",
        "42",
        "[42]",
        "<html>",
        "{\"order_id\":42",
        "{\"order_id\":42} x",
        "{\"order_id\":42,\"order_id\":43}",
        "{\"id\":42}",
        "{\"order_id\":null}",
        "{\"order_id\":true}",
        "{\"order_id\":0}",
        "{\"order_id\":-1}",
        "{\"order_id\":42.0}",
        "{\"order_id\":4e1}",
        "{\"order_id\":9999999999999999999}",
        "{\"order_id\":\"\"}",
        "{\"order_id\":\" 42\"}",
        "{\"order_id\":\"042\"}",
        "{\"order_id\":\"abc\"}",
        "{\"order_id\":[42]}",
        "{\"order_id\":{\"id\":42}}",
      })
  void whatNamesNoIdIsOfNoUse(String body) {
    assertThat(wire.id(answer(body), "order_id"))
        .isInstanceOfSatisfying(
            Outcome.Unreadable.class, unreadable -> assertThat(unreadable.value()).isNull());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"result\":\"OK\"}", "{\"result\":null}", "{\"result\":\"OK\",\"more\":1}"})
  void aResultIsOkOrNull(String body) {
    assertThat(wire.result(answer(body))).isEqualTo(new Outcome.Done<>(true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "null",
        "\"OK\"",
        "<html>",
        "[]",
        "{\"result\":\"ok\"}",
        "{\"result\":\"Error\"}",
        "{\"result\":true}",
        "{\"result\":200}",
        "{\"result\":[\"OK\"]}",
        "{\"result\":\"OK\",\"result\":\"Error\"}",
      })
  void anyOtherResultIsOfNoUse(String body) {
    assertThat(wire.result(answer(body))).isInstanceOf(Outcome.Unreadable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "249.50",
        "249.5",
        "5",
        "0.10",
        "0.000001",
        "1999.99",
        "999999999999999.999999",
      })
  void aTotalIsReadToTheLastDigit(String total) {
    assertThat(total("\"" + total + "\""))
        .isEqualTo(new Outcome.Done<>(new Money(new BigDecimal(total))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.0", "0.00", "000", "0.000000"})
  void aTotalOfNothingIsRefused(String total) {
    assertThat(total("\"" + total + "\""))
        .isEqualTo(new Outcome.Rejected<>("the order's total is " + total));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\"",
        "\" 5\"",
        "\"5 \"",
        "\"5\\n\"",
        "\"+5\"",
        "\"-1\"",
        "\"-0\"",
        "\"1e3\"",
        "\"1E3\"",
        "\".5\"",
        "\"5.\"",
        "\"1.5.5\"",
        "\"1,5\"",
        "\"1 000\"",
        "\"0x10\"",
        "\"NaN\"",
        "\"Infinity\"",
        "\"$5\"",
        "\"five\"",
        "\"\u0665\"", // a digit, but not one of ours
        "\"1000000000000000\"",
        "\"1.1234567\"",
        "249.5",
        "0",
        "null",
        "true",
        "[\"5\"]",
        "{\"amount\":\"5\"}",
      })
  void anyOtherTotalIsOfNoUse(String total) {
    assertThat(total(total)).isInstanceOf(Outcome.Unreadable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "[{}]",
        "<html>",
        "{\"user_id\":\"1\"}",
        "{\"total_amount\":\"5\"",
        "{\"total_amount\":\"5\"} {}",
        "{\"total_amount\":\"5\",\"total_amount\":\"6\"}",
      })
  void anOrderWithoutATotalIsOfNoUse(String body) {
    assertThat(wire.total(answer(body))).isInstanceOf(Outcome.Unreadable.class);
  }

  @Test
  void anEmptyOrderHasVanished() {
    assertThat(wire.total(answer("{}")))
        .isEqualTo(new Outcome.Rejected<>("the order has vanished"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                       | true",
        "{ }                      | true",
        "{\"id\":\"42\"}          | false",
      })
  void anOrderIsGoneWhenItIsEmpty(String body, boolean gone) {
    assertThat(wire.isGone(answer(body))).hasValue(gone);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "<html>", "{", "{} {}"})
  void whatIsNoOrderDoesNotTell(String body) {
    assertThat(wire.isGone(answer(body))).isEmpty();
  }

  private Outcome<Money> total(String value) {
    return wire.total(answer("{\"user_id\":\"1\",\"total_amount\":" + value + "}"));
  }

  private static Reply.Answer answer(String body) {
    return new Reply.Answer(200, body);
  }
}
