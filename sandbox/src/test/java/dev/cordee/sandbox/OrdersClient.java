package dev.cordee.sandbox;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A sandbox of its own for a test of Store Manager and Payments, and the calls made to them. */
final class OrdersClient implements AutoCloseable {
  /** Two gadgets and four keyboards: 249.50. */
  static final String ORDER =
      """
      {"user_id":1,"items":[{"product_id":3,"quantity":2},{"product_id":2,"quantity":4}]}""";

  final SandboxClient client;
  final Sandbox sandbox;

  OrdersClient() {
    this(Duration.ofSeconds(5));
  }

  OrdersClient(Duration gatewayTimeout) {
    sandbox = Sandbox.start(0, gatewayTimeout);
    client = new SandboxClient(sandbox);
  }

  HttpResponse<String> storeManager(String method, String path, String body) {
    return client.send(method, sandbox.storeManager(), path, body, null);
  }

  HttpResponse<String> payments(String body) {
    return client.send("POST", sandbox.payments(), "/payments", body, null);
  }

  HttpResponse<String> gateway(String method, String path, String body) {
    return gatewayAsync(method, path, body).join();
  }

  CompletableFuture<HttpResponse<String>> gatewayAsync(String method, String path, String body) {
    return client.sendAsync(method, sandbox.gateway(), path, body, null);
  }

  HttpResponse<String> create() {
    return gateway("POST", "/store-manager-api/orders", ORDER);
  }

  HttpResponse<String> read(long orderId) {
    return gateway("GET", "/store-manager-api/orders/" + orderId, "");
  }

  HttpResponse<String> delete(long orderId) {
    return gateway("DELETE", "/store-manager-api/orders/" + orderId, "");
  }

  HttpResponse<String> move(String operation) {
    return gateway("PUT", "/store-manager-api/stocks", stocks(operation));
  }

  HttpResponse<String> pay(long orderId, String amount) {
    return gateway("POST", "/payments-api/payments", payment(orderId, amount));
  }

  /** What {@link #ORDER} takes, or puts back. */
  static String stocks(String operation) {
    return ORDER.replace("\"user_id\":1", "\"operation\":\"" + operation + "\"");
  }

  static String payment(long orderId, String amount) {
    return "{\"user_id\":1,\"order_id\":%d,\"total_amount\":%s}".formatted(orderId, amount);
  }

  String fault(String json) {
    return client.fault(json);
  }

  String control(String path) {
    return client.control(path);
  }

  /** Units of the gadget there are now, by the books. */
  String gadgets() {
    return control("/orders/books").replaceAll("(?s).*Gadget XYZ.*?\"now\":(\\d+).*", "$1");
  }

  /** Calls of one kind counted so far. */
  long counted(String query) {
    String counts = control("/orders/calls/counts?" + query);
    return counts.equals("[]")
        ? 0
        : Long.parseLong(counts.replaceAll(".*\"count\":(\\d+).*", "$1"));
  }

  @Override
  public void close() {
    client.close();
  }
}
