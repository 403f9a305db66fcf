package dev.cordee.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BooksTest {
  private static final String CONSERVED = "{\"conserved\":true,\"differences\":[]}";
  private final SandboxClient shop = new SandboxClient();

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void areConservedAfterAWholeOrderAndAnUndoneOne() {
    shop.reserve("a");
    shop.pay(4, "a");
    shop.sell(4, "a");
    shop.reserve("b");
    shop.release("b");

    assertThat(shop.control("/ledger/verification")).isEqualTo(CONSERVED);
    assertThat(shop.control("/ledger"))
        .contains("\"ventes\":{\"count\":1,\"montant_total\":25.50}")
        .contains("\"clients\":{\"count\":1,\"initial_total\":1000000000.00")
        .contains("\"outstanding\":{\"quantite\":0,\"montant\":0.00}");
  }

  @Test
  void showUnitsTakenAndNotSold() {
    shop.reserve(null);

    assertThat(shop.control("/ledger/verification"))
        .contains("\"conserved\":false", "product 1: 1 units taken, 0 sold");
    assertThat(shop.control("/ledger")).contains("\"outstanding\":{\"quantite\":1");
  }

  @Test
  void showMoneyPaidAndNotSold() {
    shop.pay(4, null);

    assertThat(shop.control("/ledger/verification")).contains("client 4: 25.50 paid, 0 sold");
  }

  @Test
  void showASaleNobodyPaid() {
    shop.reserve(null);
    shop.sell(4, null);

    assertThat(shop.control("/ledger/verification")).contains("client 4: 0.00 paid, 25.50 sold");
  }

  @Test
  void stayComparableWhenASituationIsSet() {
    shop.order("PUT", "/products/1", "{\"quantite\":1}");
    shop.order("PUT", "/clients/4", "{\"solde\":30.00}");
    shop.reserve(null);
    shop.pay(4, null);
    shop.sell(4, null);

    assertThat(shop.reserve(null).statusCode()).isEqualTo(409);
    assertThat(shop.pay(4, null).statusCode()).isEqualTo(402);
    assertThat(shop.control("/ledger/verification")).isEqualTo(CONSERVED);
  }

  @Test
  void setACart() {
    String cart = "[{\"produit_id\":2,\"quantite\":3,\"prix\":19.99}]";
    shop.order("PUT", "/carts/4", cart);
    shop.order("PUT", "/carts/5", "[]");

    assertThat(shop.get(shop.sandbox.panier(), "/api/panier/4").body()).isEqualTo(cart);
    assertThat(shop.get(shop.sandbox.panier(), "/api/panier/5").body()).isEqualTo("[]");
  }

  @Test
  void listCallsByKey() {
    shop.reserve("saga-1:reserver");
    shop.reserve("saga-1:reserver");
    shop.reserve("saga-2:reserver");

    assertThat(shop.control("/ledger/calls?key_prefix=saga-1").split("\"service\"", -1)).hasSize(3);
    assertThat(shop.control("/ledger/calls?key_prefix=saga-1"))
        .contains("\"operation\":\"reserver\"", "\"status\":200")
        .containsSubsequence("\"applied\":true", "\"applied\":false,\"replayed\":true");
  }

  @Test
  void areAsAtTheStartAfterAReset() {
    shop.reserve("k");
    shop.pay(4, "k");
    shop.order("PUT", "/carts/4", "[]");
    shop.fault("{\"service\":\"stock\",\"kind\":\"error\"}");

    assertThat(shop.order("POST", "/reset", "").statusCode()).isEqualTo(200);

    assertThat(shop.control("/ledger/clients")).isEqualTo("[]");
    assertThat(shop.control("/ledger/calls")).isEqualTo("[]");
    assertThat(shop.control("/faults")).isEqualTo("[]");
    assertThat(shop.get(shop.sandbox.panier(), "/api/panier/4").body()).contains("25.50");
    assertThat(shop.taken(0)).isTrue();
    assertThat(shop.reserve("k").headers().firstValue("Idempotency-Replayed")).isEmpty();
  }

  @Test
  void helpShowsTheRealAddresses() {
    assertThat(shop.control("/health")).isEqualTo("{\"status\":\"ok\"}");
    assertThat(shop.control("/"))
        .contains(shop.sandbox.control() + "/faults", shop.sandbox.ventes() + "/api/ventes")
        .doesNotContain("{control}");
  }
}
