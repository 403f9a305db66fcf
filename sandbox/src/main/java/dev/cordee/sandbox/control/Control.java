package dev.cordee.sandbox.control;

import dev.cordee.sandbox.faults.Faults;
import dev.cordee.sandbox.http.Fields;
import dev.cordee.sandbox.http.Rejection;
import dev.cordee.sandbox.http.Reply;
import dev.cordee.sandbox.http.Request;
import dev.cordee.sandbox.http.Routes;
import dev.cordee.sandbox.shop.Line;
import dev.cordee.sandbox.shop.Shop;
import dev.cordee.sandbox.shop.Totals;
import dev.cordee.sandbox.shop.Verification;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** What can be asked and ordered on the control port; {@code GET /} tells it with examples. */
public final class Control {
  private static final long MOST_UNITS = 1_000_000_000_000L;

  private final AtomicReference<Shop> current;
  private final Faults faults;
  private final Supplier<String> help;

  /**
   * A control port's answers.
   *
   * @param current where a reset puts a new shop
   * @param help the page at {@code /}
   */
  public Control(AtomicReference<Shop> current, Faults faults, Supplier<String> help) {
    this.current = current;
    this.faults = faults;
    this.help = help;
  }

  public Routes routes() {
    Routes routes = new Routes();
    routes.on("GET", "/", _ -> Reply.text(200, "text/plain; charset=utf-8", help.get()));
    routes.on("GET", "/health", _ -> ok(Map.of("status", "ok")));
    routes.on("POST", "/reset", _ -> reset());
    books(routes);
    situations(routes);
    faults(routes);
    return routes;
  }

  private void books(Routes routes) {
    routes.on("GET", "/ledger", _ -> ok(Totals.of(shop())));
    routes.on("GET", "/ledger/stock", _ -> ok(shop().stock().levels()));
    routes.on("GET", "/ledger/clients", _ -> ok(shop().clients().touched()));
    routes.on(
        "GET",
        "/ledger/clients/{client_id}",
        request -> ok(shop().clients().account(request.id("client_id"))));
    routes.on("GET", "/ledger/ventes", this::sales);
    routes.on(
        "GET", "/ledger/calls", request -> ok(shop().calls().calls(request.query("key_prefix"))));
    routes.on("GET", "/ledger/verification", _ -> ok(Verification.of(shop())));
  }

  private void situations(Routes routes) {
    routes.on("PUT", "/carts/{client_id}", this::setCart);
    routes.on("DELETE", "/carts/{client_id}", this::removeCart);
    routes.on(
        "PUT",
        "/products/{produit_id}",
        request -> {
          long units = Fields.of(request.json()).integer("quantite", 0, MOST_UNITS);
          return ok(shop().stock().set(request.id("produit_id"), units));
        });
    routes.on(
        "PUT",
        "/clients/{client_id}",
        request -> {
          var solde = Fields.of(request.json()).amount("solde");
          return ok(shop().clients().set(request.id("client_id"), solde));
        });
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
          // first the faults: what they hold must not wake up in the new shop
          faults.abandonAll();
          current.set(new Shop());
        });
  }

  private Reply sales(Request request) {
    String wanted = request.query("client_id");
    if (wanted == null) {
      return ok(shop().sales().sales(_ -> true));
    }
    try {
      long clientId = Long.parseLong(wanted);
      return ok(shop().sales().sales(id -> id == clientId));
    } catch (NumberFormatException e) {
      throw Rejection.ofField("client_id", "must be an integer");
    }
  }

  private Reply setCart(Request request) {
    List<Line> lines = Fields.each(request.json(), "lines", Line::read);
    shop().carts().set(request.id("client_id"), lines);
    return ok(lines);
  }

  private Reply removeCart(Request request) {
    return done(() -> shop().carts().remove(request.id("client_id")));
  }

  private Shop shop() {
    return current.get();
  }

  private static Reply ok(Object value) {
    return Reply.json(200, value);
  }

  private static Reply done(Runnable work) {
    work.run();
    return ok(Map.of("status", "ok"));
  }
}
