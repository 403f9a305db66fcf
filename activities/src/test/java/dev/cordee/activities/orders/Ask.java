package dev.cordee.activities.orders;

import dev.cordee.workflows.orders.OrderLine;
import dev.cordee.workflows.orders.OrderRequest;
import java.util.Arrays;
import java.util.List;

/** What the saga of {@link #ORDER} may ask of the gateway, to the letter. */
enum Ask {
  CREATE("POST /store-manager-api/orders", "{\"user_id\":1,\"items\":" + Ask.ITEMS + "}"),
  TAKE("PUT /store-manager-api/stocks", "{\"items\":" + Ask.ITEMS + ",\"operation\":\"-\"}"),
  READ("GET /store-manager-api/orders/42", ""),
  PAY("POST /payments-api/payments", "{\"user_id\":1,\"order_id\":42,\"total_amount\":249.50}"),
  PUT_BACK("PUT /store-manager-api/stocks", "{\"items\":" + Ask.ITEMS + ",\"operation\":\"+\"}"),
  DELETE("DELETE /store-manager-api/orders/42", "");

  /** Two gadgets at 5.75 and four keyboards at 59.50: 249.50. */
  static final OrderRequest ORDER =
      new OrderRequest(1, List.of(new OrderLine(3, 2), new OrderLine(2, 4)));

  private static final String ITEMS =
      "[{\"product_id\":3,\"quantity\":2},{\"product_id\":2,\"quantity\":4}]";

  private final String line;
  private final String body;

  Ask(String line, String body) {
    this.line = line;
    this.body = body;
  }

  /** One request as it came in. */
  record Request(String method, String path, String body) {
    String line() {
      return method + " " + path;
    }
  }

  /** Which call this is, to the letter. */
  static Ask exactly(Request request) {
    var ask = of(request);
    if (!ask.body.equals(request.body())) {
      throw new AssertionError(ask + " with the body " + request.body());
    }
    return ask;
  }

  /** Which call this is, whatever amounts it names. */
  static Ask of(Request request) {
    return Arrays.stream(values())
        .filter(ask -> ask.line.equals(request.line()))
        .filter(ask -> ask.operation().equals(operation(request.body())))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nobody should ask this: " + request));
  }

  private String operation() {
    return operation(body);
  }

  private static String operation(String body) {
    var at = body.indexOf("\"operation\"");
    return at < 0 ? "" : body.substring(at);
  }
}
