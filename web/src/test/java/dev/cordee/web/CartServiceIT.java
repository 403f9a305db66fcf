package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A cart service that is not the sandbox's: another path, other names, prices of any kind. */
class CartServiceIT {
  private static final Shop shop = RealServers.get().shop();
  private static final Map<Long, String> carts = new ConcurrentHashMap<>();
  private static HttpServer cartService;
  private static Cordee cordee;

  @BeforeAll
  static void start() throws IOException {
    cartService = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    cartService.createContext(
        "/api/paniers/client/",
        exchange -> {
          var path = exchange.getRequestURI().getPath();
          var cart = carts.get(Long.parseLong(path.substring(path.lastIndexOf('/') + 1)));
          var body = cart.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    cartService.start();
    cordee =
        Cordee.apiAndWorker(
            "cordee.checkout.panier-url=http://127.0.0.1:" + cartService.getAddress().getPort(),
            "cordee.checkout.panier-path=/api/paniers/client/{client_id}",
            "cordee.checkout.step-budget=200ms");
  }

  @AfterAll
  static void stop() {
    cordee.close();
    cartService.stop(0);
  }

  @BeforeEach
  void reset() {
    shop.reset();
  }

  @Test
  void prixUnitaireIsTakenForPrix() {
    carts.put(50L, "[{\"produit_id\": 1, \"quantite\": 2, \"prix_unitaire\": 25.50}]");

    var answer = cordee.api().checkout(50).expect(200);

    assertThat(answer.text("etat_final")).isEqualTo("CONFIRMEE");
    assertThat(answer.body()).containsPattern("\"montant\":\\s*51\\.00[,}]");
    shop.assertConserved();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 25.50, 25.50",
    "3, 0.1, 0.3",
    "3, 0.0333, 0.0999",
    "1, 19.9999, 19.9999",
    "7, 1428571.43, 10000000.01",
    "1, 999999999.99, 999999999.99",
    "1, 100000000, 100000000",
    "1, 1e8, 100000000",
    "1, 2.5e1, 25",
    "1, 0.000001, 0.000001"
  })
  void theAmountIsTheExactSum(long quantity, String price, BigDecimal amount) {
    carts.put(
        51L, "[{\"produit_id\": 1, \"quantite\": " + quantity + ", \"prix\": " + price + "}]");

    var answer = cordee.api().checkout(51).expect(200);

    assertThat(answer.text("etat_final")).isEqualTo("CONFIRMEE");
    var plain = "\"montant\":" + amount.toPlainString().replace(".", "\\.");
    assertThat(answer.body()).containsPattern(plain + "[,}]");
    assertThat(cordee.api().commande(answer.saga()).body()).containsPattern(plain + "[,}]");
    assertThat(shop.paid(51)).isEqualByComparingTo(amount);
    shop.assertConserved();
  }

  @Test
  void aSumOfManyLinesIsExact() {
    carts.put(
        52L,
        """
        [{"produit_id": 1, "quantite": 3, "prix": 0.10},
         {"produit_id": 2, "quantite": 1, "prix": 0.2},
         {"produit_id": 3, "quantite": 2, "prix": 1000000.005}]
        """);

    var answer = cordee.api().checkout(52).expect(200);

    assertThat(answer.text("etat_final")).isEqualTo("CONFIRMEE");
    assertThat(shop.paid(52)).isEqualByComparingTo("2000000.51");
    shop.assertConserved();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>", "[{\"produit_id\": 1, \"quantite\": 1}]"})
  void aCartThatMakesNoSenseIsAFailureOfTheCartService(String cart) {
    carts.put(53L, cart);

    var answer = cordee.api().checkout(53).expect(200);

    assertThat(answer.text("etat_final")).isEqualTo("ECHEC_PANIER");
    assertThat(answer.text("raison")).contains("unreadable cart");
    assertThat(shop.calls(answer.saga())).isEmpty();
  }
}
