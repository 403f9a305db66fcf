package dev.cordee.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShopTest {
  private final SandboxClient shop = new SandboxClient();

  @AfterEach
  void close() {
    shop.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/panier/4", "/api/paniers/client/4"})
  void givesTheCartAtBothPaths(String path) {
    var answer = shop.get(shop.sandbox.panier(), path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("[{\"produit_id\":1,\"quantite\":1,\"prix\":25.50}]");
  }

  @Test
  void givesEveryClientACartOfOneToThreeLinesThatCanBeReserved() {
    LongStream.rangeClosed(4, 80)
        .forEach(
            client -> {
              String cart = shop.get(shop.sandbox.panier(), "/api/panier/" + client).body();
              assertThat(cart.split("produit_id", -1)).hasSizeBetween(2, 4);
              var reserved =
                  shop.send(
                      "POST",
                      shop.sandbox.stock(),
                      "/api/stock/reserver",
                      "{\"produits\":" + cart + "}",
                      null);
              assertThat(reserved.statusCode()).as(cart).isEqualTo(200);
            });
  }

  @Test
  void answers404ForACartThatIsNot() {
    shop.order("DELETE", "/carts/4", "");

    assertThat(shop.get(shop.sandbox.panier(), "/api/panier/4").statusCode()).isEqualTo(404);
    assertThat(shop.get(shop.sandbox.panier(), "/api/panier/0").statusCode()).isEqualTo(404);
  }

  @Test
  void refusesClientOnesCartForWantOfProductNine() {
    String cart = shop.get(shop.sandbox.panier(), "/api/panier/1").body();
    var answer =
        shop.send(
            "POST",
            shop.sandbox.stock(),
            "/api/stock/reserver",
            "{\"produits\":" + cart + "}",
            null);

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("product 9 has 0 units");
  }

  @Test
  void reservesAllLinesOrNone() {
    String body =
        """
        {"produits":[{"produit_id":1,"quantite":1,"prix":1},{"produit_id":9,"quantite":1,"prix":1}]}
        """;
    var answer = shop.send("POST", shop.sandbox.stock(), "/api/stock/reserver", body, null);

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(shop.taken(0)).isTrue();
  }

  @Test
  void takesAndPutsBackStock() {
    assertThat(shop.reserve(null).statusCode()).isEqualTo(200);
    assertThat(shop.taken(1)).isTrue();
    assertThat(shop.release(null).statusCode()).isEqualTo(200);
    assertThat(shop.taken(0)).isTrue();
  }

  @Test
  void takesAndReturnsMoneyExactly() {
    assertThat(shop.pay(4, null).body()).isEqualTo("{\"client_id\":4,\"solde\":999999974.50}");
    assertThat(shop.refund(4, null).body()).isEqualTo("{\"client_id\":4,\"solde\":1000000000.00}");
  }

  @Test
  void refusesClientTwosPayment() {
    assertThat(shop.pay(2, null).statusCode()).isEqualTo(402);
    assertThat(shop.control("/ledger/clients/2")).contains("\"solde\":0.00");
  }

  @Test
  void recordsASaleWithItsAmount() {
    var answer = shop.sell(4, "key-1");

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).isEqualTo("{\"vente_id\":1}");
    assertThat(shop.control("/ledger/ventes?client_id=4"))
        .contains("\"montant\":25.50", "\"magasin_id\":1", "\"idempotency_key\":\"key-1\"");
    assertThat(shop.control("/ledger/ventes?client_id=5")).isEqualTo("[]");
  }

  @Test
  void refusesClientThreesSale() {
    assertThat(shop.sell(3, null).statusCode()).isEqualTo(422);
    assertThat(shop.control("/ledger/ventes")).isEqualTo("[]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | {nothing | malformed_json",
        "400 | '' | malformed_json",
        "422 | [] | body",
        "422 | {} | produits",
        "422 | {\"produits\":[]} | produits",
        "422 | {\"produits\":[{\"produit_id\":1,\"quantite\":0,\"prix\":1}]} | [0].quantite",
        "422 | {\"produits\":[{\"produit_id\":1,\"quantite\":1.5,\"prix\":1}]} | [0].quantite",
        "422 | {\"produits\":[{\"produit_id\":1,\"quantite\":1,\"prix\":-1}]} | [0].prix",
        "422 | {\"produits\":[{\"produit_id\":1,\"quantite\":1,\"prix\":1e99999}]} | [0].prix",
        "404 | {\"produits\":[{\"produit_id\":77,\"quantite\":1,\"prix\":1}]} | product 77",
      })
  void saysWhatIsWrongWithABody(int status, String body, String named) {
    var answer = shop.send("POST", shop.sandbox.stock(), "/api/stock/reserver", body, null);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains(named);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
  }

  @Test
  void refusesAnAmountOfNothing() {
    var answer =
        shop.send(
            "POST", shop.sandbox.client(), "/api/clients/4/payer", "{\"montant\":0.00}", null);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("montant");
  }

  @Test
  void answersInJsonForWrongMethodsAndRoutes() {
    var method = shop.get(shop.sandbox.stock(), "/api/stock/reserver");
    var route = shop.get(shop.sandbox.stock(), "/api/nowhere");

    assertThat(method.statusCode()).isEqualTo(405);
    assertThat(method.body()).contains("\"error\":\"method_not_allowed\"");
    assertThat(route.statusCode()).isEqualTo(404);
    assertThat(route.body()).contains("\"error\":\"unknown_route\"");
  }
}
