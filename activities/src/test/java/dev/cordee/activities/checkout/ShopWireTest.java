package dev.cordee.activities.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.workflows.checkout.CartLine;
import dev.cordee.workflows.money.Money;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShopWireTest {
  private final ShopWire wire = new ShopWire();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"produit_id\": 7, \"quantite\": 2, \"prix\": 25.50}]",
        "[{\"produit_id\": 7, \"quantite\": 2, \"prix_unitaire\": 25.50}]",
        "[{\"prix\": 25.50, \"quantite\": 2, \"produit_id\": 7, \"nom\": \"corde\", \"x\": {}}]"
      })
  void aSoundCartIsRead(String cart) {
    assertThat(wire.readCart(cart)).hasValue(List.of(line(7, 2, "25.50")));
  }

  @Test
  void linesKeepTheirOrderAndAPriceOfNothingIsAPrice() {
    var cart =
        """
        [{"produit_id": 2, "quantite": 1, "prix": 0}, {"produit_id": 1, "quantite": 9, "prix": 1.5}]
        """;

    assertThat(wire.readCart(cart)).hasValue(List.of(line(2, 1, "0"), line(1, 9, "1.5")));
  }

  @Test
  void anEmptyCartIsAnEmptyList() {
    assertThat(wire.readCart("[]")).hasValue(List.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "4",
        "\"[]\"",
        "<html>",
        "[",
        "[null]",
        "[4]",
        "[{}]",
        "[{\"quantite\": 1, \"prix\": 1}]",
        "[{\"produit_id\": 1, \"prix\": 1}]",
        "[{\"produit_id\": 1, \"quantite\": 1}]",
        "[{\"produit_id\": null, \"quantite\": 1, \"prix\": 1}]",
        "[{\"produit_id\": 1, \"quantite\": 0, \"prix\": 1}]",
        "[{\"produit_id\": 1, \"quantite\": -1, \"prix\": 1}]",
        "[{\"produit_id\": 1, \"quantite\": 1.5, \"prix\": 1}]",
        "[{\"produit_id\": 1, \"quantite\": 1, \"prix\": -0.01}]",
        "[{\"produit_id\": 1, \"quantite\": 1, \"prix\": \"cher\"}]",
        "[{\"produit_id\": 1, \"quantite\": 1, \"prix\": NaN}]",
        "[{\"produit_id\": 1, \"quantite\": 99999999999999999999, \"prix\": 1}]",
        "[{\"produit_id\": 1, \"quantite\": 1, \"prix\": 1}, {\"produit_id\": 2}]"
      })
  void anUnsoundCartIsNotReadAtAll(String cart) {
    assertThat(wire.readCart(cart)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "25.50, 25.50",
    "0.0333, 0.0333",
    "1E+8, 100000000",
    "1E-7, 0.0000001",
    "0, 0",
    "123456789012345678.90, 123456789012345678.90"
  })
  void amountsAreWrittenPlainWithEveryDigit(BigDecimal amount, String written) {
    assertThat(wire.montant(new Money(amount))).isEqualTo("{\"montant\":" + written + "}");
    assertThat(wire.produits(List.of(new CartLine(1, 1, new Money(amount)))))
        .isEqualTo("{\"produits\":[{\"produit_id\":1,\"quantite\":1,\"prix\":" + written + "}]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "1e-999999999", "1e31"})
  void aPriceOfAbsurdSizeIsNoPrice(String prix) {
    assertThat(wire.readCart("[{\"produit_id\":1,\"quantite\":1,\"prix\":" + prix + "}]"))
        .isEmpty();
  }

  @Test
  void pricesAreReadWithEveryDigit() {
    var cart = "[{\"produit_id\": 1, \"quantite\": 1, \"prix\": 1234567890123456.7890}]";

    assertThat(wire.readCart(cart)).hasValue(List.of(line(1, 1, "1234567890123456.7890")));
  }

  @Test
  void aSaleNamesClientShopAndProducts() {
    assertThat(wire.vente(4, 1, List.of(line(7, 2, "25.50"))))
        .isEqualTo(
            "{\"client_id\":4,\"magasin_id\":1,"
                + "\"produits\":[{\"produit_id\":7,\"quantite\":2,\"prix\":25.50}]}");
  }

  private static CartLine line(long product, long quantity, String price) {
    return new CartLine(product, quantity, new Money(new BigDecimal(price)));
  }
}
