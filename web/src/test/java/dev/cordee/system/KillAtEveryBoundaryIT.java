package dev.cordee.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.system.Stack.Part;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * kill -9 of each process while an order stands at each boundary: before and after each call's
 * work, forward and undoing. The orders wait at their boundaries together, so one kill hits them
 * all.
 */
class KillAtEveryBoundaryIT {

  /** Confirmed if let be; refused by the last step, and so undone. */
  private record Scenario(long client, String end, List<String> operations) {}

  private static final List<Scenario> SCENARIOS =
      List.of(
          new Scenario(4, "CONFIRMEE", List.of("panier", "reserver", "payer", "vente")),
          new Scenario(3, "ECHEC_ENREGISTREMENT", List.of("vente", "rembourser", "liberer")));

  private static final Map<String, String> SERVICE =
      Map.of(
          "panier", "panier",
          "reserver", "stock",
          "liberer", "stock",
          "payer", "client",
          "rembourser", "client",
          "vente", "ventes");

  private static Stack stack;
  private static HttpClient http;

  @BeforeAll
  static void startStack() throws Exception {
    // long enough for every order to reach its boundary in its first, fast call
    stack = Stack.up(Map.of("CORDEE_CHECKOUT_FAST_DEADLINE", "3s", "CORDEE_CHECKOUT_WAIT", "1s"));
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stopStack() {
    http.close();
    stack.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyOrderEndsTruthfullyAfterTheKillOf(Part victim) throws Exception {
    var shop = new Shop(stack, http);
    var customers = new Customers(stack, http);
    var ends = new ArrayList<Map.Entry<String, String>>();
    var holds = new ArrayList<String>();
    for (var scenario : SCENARIOS) {
      for (var operation : scenario.operations()) {
        for (var boundary : List.of("hold_before", "hold_after")) {
          var key = String.join(":", victim.name(), scenario.end(), operation, boundary);
          holds.add(shop.inject(hold(key, operation, boundary)));
          ends.add(Map.entry(key, scenario.end()));
          Thread.startVirtualThread(() -> customers.order(key, scenario.client()));
        }
      }
    }
    holds.forEach(shop::awaitHeld);

    stack.kill(victim);
    shop.clearFaults();
    stack.start(victim);

    for (var end : ends) {
      assertThat(customers.awaitFinal(end.getKey()).get("etat_actuel").asString())
          .as(end.getKey())
          .isEqualTo(end.getValue());
    }
    new Books(stack, http).assertOneStoryEverywhere(shop);
  }

  private static String hold(String key, String operation, String boundary) {
    return """
    {"service": "%s", "operation": "%s", "kind": "%s", "key_prefix": "%s"}
    """
        .formatted(SERVICE.get(operation), operation, boundary, Customers.saga(key));
  }
}
