package dev.cordee.sandbox.control;

import static dev.cordee.sandbox.control.Control.done;
import static dev.cordee.sandbox.control.Control.ok;

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
import java.util.function.Supplier;

/** The shop's books and situations on the control port. */
final class ShopControl {
  private static final long MOST_UNITS = 1_000_000_000_000L;

  private final Supplier<Shop> current;

  ShopControl(Supplier<Shop> current) {
    this.current = current;
  }

  void addTo(Routes routes) {
    books(routes);
    situations(routes);
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
}
