package dev.cordee.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.system.Stack.Part;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Fifty checkouts at once against faulty services while worker, API, Temporal and PostgreSQL are
 * killed one after the other. Clients, faults, cancels and the order of kills follow from a seed:
 * {@code -Dcordee.chaos.seed=N} repeats a run.
 */
class ChaosIT {
  private static final int ORDERS = 50;
  private static final long SEED = Long.getLong("cordee.chaos.seed", 20_261_121L);

  private static final List<String> FAULTS =
      List.of(
          "{'service': '%s', 'kind': 'error', 'status': 503, 'probability': 0.15, 'seed': %d}",
          "{'service': '%s', 'kind': 'drop_after', 'probability': 0.1, 'seed': %d}",
          "{'service': '%s', 'kind': 'drop_before', 'probability': 0.1, 'seed': %d}",
          "{'service': '%s', 'kind': 'latency', 'latency_ms': 400, 'probability': 0.3, 'seed': %d}");

  private Stack stack;
  private HttpClient http;

  @BeforeEach
  void startStack() throws Exception {
    stack = Stack.up(Map.of("CORDEE_CHECKOUT_WAIT", "2s"));
    http = HttpClient.newHttpClient();
  }

  @AfterEach
  void stopStack() {
    http.close();
    stack.close();
  }

  @Test
  void everyOrderReachesAFinalStateThatIsTrue() throws Exception {
    var random = new Random(SEED);
    var shop = new Shop(stack, http);
    var customers = new Customers(stack, http);
    for (var service : List.of("panier", "stock", "client", "ventes")) {
      FAULTS.forEach(
          fault -> shop.inject(fault.replace('\'', '"').formatted(service, random.nextInt())));
    }

    try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      var orders = new ArrayList<Future<?>>();
      for (var key : keys()) {
        // one in five is refused by a service of the shop, one in ten is cancelled
        var client = random.nextInt(5) == 0 ? 1 + random.nextInt(3) : 4 + random.nextInt(20);
        var cancels = random.nextInt(10) == 0;
        orders.add(
            crowd.submit(
                () -> {
                  customers.order(key, client);
                  if (cancels) {
                    customers.cancel(key);
                  }
                }));
      }
      killOneAfterTheOther(random);
      for (var order : orders) {
        order.get();
      }
    }
    shop.clearFaults();

    for (var key : keys()) {
      assertThat(customers.awaitFinal(key).get("etat_actuel").asString())
          .as("%s, seed %d", key, SEED)
          .doesNotContain("A_REPARER");
    }
    new Books(stack, http).assertOneStoryEverywhere(shop);
  }

  private void killOneAfterTheOther(Random random) {
    var victims = new ArrayList<>(List.of(Part.values()));
    Collections.shuffle(victims, random);
    for (var victim : victims) {
      stack.kill(victim);
      stack.start(victim);
    }
  }

  private static List<String> keys() {
    return IntStream.range(0, ORDERS).mapToObj(n -> "chaos-" + SEED + "-" + n).toList();
  }
}
