package dev.cordee.system;

import static dev.cordee.system.ComposeStack.send;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Customers of the shop behind the proxy, and its books. */
final class ComposeShop {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int SOME = 8;

  /** Whose sales end well. */
  private static final int GOOD_CUSTOMER = 4;

  private final ComposeStack stack;
  private final HttpClient http;
  private final List<String> sold = new CopyOnWriteArrayList<>();

  ComposeShop(ComposeStack stack, HttpClient http) {
    this.stack = stack;
    this.http = http;
  }

  JsonNode checkout(int client) {
    return JSON.readTree(post(client, "").body());
  }

  /** The end of the sale under this key, asked for until there is one. */
  String settled(String key) {
    return Awaitility.await("sale " + key)
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .until(
            () -> JSON.readTree(post(GOOD_CUSTOMER, key).body()).path("etat_final").asString(""),
            state -> !state.isEmpty());
  }

  /** The keys of all sales that had an answer. */
  List<String> sold() {
    return List.copyOf(sold);
  }

  /** The sandbox's; it is on the inner network alone. */
  void assertBooksBalance() {
    var ask =
        "import urllib.request as r;"
            + " print(r.urlopen('http://sandbox:8100/ledger/verification').read().decode())";
    var worker = stack.container("temporal-worker");
    var books = JSON.readTree(stack.docker("exec", worker, "python3", "-c", ask));
    assertThat(books.path("conserved").asBoolean()).as("%s", books).isTrue();
  }

  /** So many customers who buy one thing after another. */
  Rush rush(String name, int customers) {
    return new Rush(name, customers);
  }

  private HttpResponse<String> post(int client, String key) {
    var request = stack.asOperator("/api/commande/checkout");
    if (!key.isEmpty()) {
      request.header("Idempotency-Key", key);
    }
    var body = "{\"client_id\": %d, \"magasin_id\": 1}".formatted(client);
    var json = request.header("Content-Type", "application/json");
    return send(http, json.POST(BodyPublishers.ofString(body)));
  }

  /** Goes on until it is closed. */
  final class Rush implements AutoCloseable {
    private final AtomicBoolean enough = new AtomicBoolean();
    private final List<Thread> customers;

    private Rush(String name, int count) {
      customers =
          IntStream.range(0, count)
              .mapToObj(number -> Thread.startVirtualThread(() -> buy(name + "-" + number)))
              .toList();
    }

    void awaitMore() {
      var before = sold.size();
      Awaitility.await("sales are made")
          .atMost(Duration.ofMinutes(2))
          .until(() -> sold.size() > before + SOME);
    }

    private void buy(String customer) {
      for (var number = 0; !enough.get(); number++) {
        var key = customer + "-" + number;
        settled(key);
        sold.add(key);
      }
    }

    @Override
    public void close() throws InterruptedException {
      enough.set(true);
      for (var customer : customers) {
        customer.join();
      }
    }
  }
}
