package dev.cordee.sandbox.control;

import dev.cordee.sandbox.azure.Azure;
import dev.cordee.sandbox.faults.Faults;
import dev.cordee.sandbox.http.Reply;
import dev.cordee.sandbox.http.Routes;
import dev.cordee.sandbox.orders.Orders;
import dev.cordee.sandbox.shop.Shop;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** What can be asked and ordered on the control port; {@code GET /} tells it with examples. */
public final class Control {
  private final AtomicReference<Shop> shop;
  private final AtomicReference<Orders> orders;
  private final Optional<Azure> azure;
  private final Faults faults;
  private final Supplier<String> help;

  /**
   * A control port's answers.
   *
   * @param shop where a reset puts a new one
   * @param orders where a reset puts new ones
   * @param azure where there is one
   * @param help the page at {@code /}
   */
  public Control(
      AtomicReference<Shop> shop,
      AtomicReference<Orders> orders,
      Optional<Azure> azure,
      Faults faults,
      Supplier<String> help) {
    this.shop = shop;
    this.orders = orders;
    this.azure = azure;
    this.faults = faults;
    this.help = help;
  }

  public Routes routes() {
    Routes routes = new Routes();
    routes.on("GET", "/", _ -> Reply.text(200, "text/plain; charset=utf-8", help.get()));
    routes.on("GET", "/health", _ -> ok(Map.of("status", "ok")));
    routes.on("POST", "/reset", _ -> reset());
    new ShopControl(shop::get).addTo(routes);
    new OrdersControl(orders::get).addTo(routes);
    azure.map(AzureControl::new).ifPresent(control -> control.addTo(routes));
    faults(routes);
    return routes;
  }

  private void faults(Routes routes) {
    routes.on("POST", "/faults", request -> Reply.json(201, faults.add(request.json())));
    routes.on("GET", "/faults", _ -> ok(faults.list()));
    routes.on("GET", "/faults/{id}", request -> ok(faults.status(request.parameter("id"))));
    routes.on("DELETE", "/faults", _ -> done(faults::removeAll));
    routes.on(
        "DELETE", "/faults/{id}", request -> done(() -> faults.remove(request.parameter("id"))));
    routes.on(
        "POST", "/faults/{id}/release", request -> ok(faults.release(request.parameter("id"))));
  }

  private Reply reset() {
    return done(
        () -> {
          // first the faults: what they hold must not wake up in the new books
          faults.abandonAll();
          shop.set(new Shop());
          orders.set(new Orders());
          azure.ifPresent(Azure::reset);
        });
  }

  static Reply ok(Object value) {
    return Reply.json(200, value);
  }

  static Reply done(Runnable work) {
    work.run();
    return ok(Map.of("status", "ok"));
  }
}
