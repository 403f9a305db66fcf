package dev.cordee.sandbox.orders;

import dev.cordee.sandbox.http.Outcome;
import dev.cordee.sandbox.http.Rejection;
import dev.cordee.sandbox.http.Request;
import dev.cordee.sandbox.http.Routes;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Store Manager and Payments over their books, from opening to reset. Safe for many callers. */
public final class Orders {
  private static final int BAD_REQUEST = 400;
  private static final int INVALID_FIELD = 422;

  private final Stock stock = new Stock();
  private final OrderBook orders = new OrderBook();
  private final PaymentBook payments = new PaymentBook();
  private final Map<OrdersService, Routes> routes =
      Map.of(
          OrdersService.STORE_MANAGER, new StoreManager(orders, stock).routes(),
          OrdersService.PAYMENTS, new Payments(payments).routes());
  private final CallLog calls = new CallLog(this::template);

  public Stock stock() {
    return stock;
  }

  public OrderBook orders() {
    return orders;
  }

  public PaymentBook payments() {
    return payments;
  }

  public CallLog calls() {
    return calls;
  }

  /** Does what one of the two services was asked; each time it is asked. */
  Outcome perform(OrdersService service, Request request) {
    try {
      return routes(service).handle(request);
    } catch (Rejection rejection) {
      // these services tell no bad field from a bad body
      boolean isField = rejection.status() == INVALID_FIELD;
      return rejection.reply(isField ? BAD_REQUEST : rejection.status());
    }
  }

  /** The path with its ids left out, so that calls can be counted; nothing off every route. */
  private Optional<String> template(OrdersService service, String path) {
    if (service != OrdersService.GATEWAY) {
      return routes(service).template(path);
    }
    return OrdersService.behind(path)
        .flatMap(
            to ->
                template(to, path.substring(to.prefix().length()))
                    .map(found -> to.prefix() + found));
  }

  private Routes routes(OrdersService service) {
    return Objects.requireNonNull(routes.get(service), service::wire);
  }
}
