package dev.cordee.bench.checkout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cordee.bench.load.OrderClient;
import dev.cordee.bench.load.Ordered;
import dev.cordee.bench.load.Ordered.Ending;
import dev.cordee.bench.report.Cell.Books;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The sandbox shop's books, held against what the callers were told. */
final class Ledger {
  /** Orders that failed may still be at work behind the caller's back. */
  private static final Duration SETTLING = Duration.ofSeconds(20);

  private static final int UNEXPECTED_TOLD = 3;

  private final OrderClient client;
  private final URI sandbox;

  Ledger(OrderClient client, URI sandbox) {
    this.client = client;
    this.sandbox = sandbox;
  }

  int sales() throws IOException, InterruptedException {
    return client.get(URI.create(sandbox + "/ledger")).at("/ventes/count").asInt();
  }

  /** Waits for the shop to balance, then compares. */
  Books check(List<Ordered> orders, int salesBefore) throws IOException, InterruptedException {
    var verification = settled();
    return compare(orders, sales() - salesBefore, differences(verification));
  }

  private JsonNode settled() throws IOException, InterruptedException {
    var address = URI.create(sandbox + "/ledger/verification");
    var deadline = System.nanoTime() + SETTLING.toNanos();
    var verification = client.get(address);
    while (!verification.path("conserved").asBoolean() && System.nanoTime() - deadline < 0) {
      Thread.sleep(Duration.ofMillis(500));
      verification = client.get(address);
    }
    return verification;
  }

  private static List<String> differences(JsonNode verification) {
    var told = new ArrayList<String>();
    verification.path("differences").forEach(difference -> told.add(difference.asText()));
    if (told.isEmpty() && !verification.path("conserved").asBoolean()) {
      told.add("the sandbox does not say conserved: " + verification);
    }
    return told;
  }

  static Books compare(List<Ordered> orders, int sold, List<String> shopDifferences) {
    var differences = new ArrayList<>(shopDifferences);
    int confirmed = count(orders, Ending.Confirmed.class);
    int refused = count(orders, Ending.PaymentRefused.class);
    if (confirmed + refused != orders.size()) {
      differences.add(
          "%d started, %d confirmed and %d refused".formatted(orders.size(), confirmed, refused));
    }
    if (sold != confirmed) {
      differences.add("%d sales in the shop, %d orders confirmed".formatted(sold, confirmed));
    }
    orders.stream()
        .filter(order -> !order.asExpected())
        .limit(UNEXPECTED_TOLD)
        .forEach(
            order ->
                differences.add(
                    "an order of client %d (%s) ended otherwise: %s"
                        .formatted(order.clientId(), order.sagaId(), order.ending())));
    return new Books(orders.size(), confirmed, refused, List.copyOf(differences));
  }

  private static int count(List<Ordered> orders, Class<? extends Ending> ending) {
    return (int) orders.stream().filter(order -> ending.isInstance(order.ending())).count();
  }
}
