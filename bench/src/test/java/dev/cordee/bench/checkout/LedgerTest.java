package dev.cordee.bench.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.bench.load.Ordered;
import dev.cordee.bench.load.Ordered.Ending;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Ordered SERVED = ordered(4, new Ending.Confirmed());
  private static final Ordered REFUSED = ordered(2, new Ending.PaymentRefused());

  @Test
  void books_agree_when_every_order_ended_as_its_client_must() {
    var books = Ledger.compare(List.of(SERVED, SERVED, REFUSED), 2, List.of());

    assertThat(books.differences()).isEmpty();
    assertThat(List.of(books.started(), books.confirmed(), books.refused()))
        .containsExactly(3, 2, 1);
  }

  @Test
  void an_order_without_an_ending_is_a_difference() {
    var books =
        Ledger.compare(
            List.of(SERVED, ordered(5, new Ending.Unexpected("answered 503"))), 1, List.of());

    assertThat(books.differences())
        .hasSize(2)
        .contains("2 started, 1 confirmed and 0 refused")
        .anyMatch(difference -> difference.contains("answered 503"));
  }

  @Test
  void a_sale_too_many_is_a_difference() {
    assertThat(Ledger.compare(List.of(SERVED), 2, List.of()).differences())
        .containsExactly("2 sales in the shop, 1 orders confirmed");
  }

  @Test
  void a_refusal_of_a_client_who_can_pay_is_a_difference() {
    var wrong = ordered(7, new Ending.PaymentRefused());

    assertThat(Ledger.compare(List.of(wrong), 0, List.of()).differences()).hasSize(1);
  }

  @Test
  void what_the_shop_says_of_itself_is_kept() {
    assertThat(Ledger.compare(List.of(), 0, List.of("product 1: 3 units taken, 2 sold")))
        .extracting(books -> books.differences().getFirst())
        .isEqualTo("product 1: 3 units taken, 2 sold");
  }

  private static Ordered ordered(long client, Ending ending) {
    return new Ordered(client, "id", ending, 0, 1);
  }
}
