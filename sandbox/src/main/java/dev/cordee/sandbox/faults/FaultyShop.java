package dev.cordee.sandbox.faults;

import dev.cordee.sandbox.http.Handler;
import dev.cordee.sandbox.http.Outcome;
import dev.cordee.sandbox.http.Reply;
import dev.cordee.sandbox.http.Request;
import dev.cordee.sandbox.http.Routes;
import dev.cordee.sandbox.shop.Operation;
import dev.cordee.sandbox.shop.Shop;
import dev.cordee.sandbox.shop.ShopService;
import java.util.function.Supplier;

/** The shop as callers meet it: each call does its work, around whatever fault hits it. */
public final class FaultyShop {
  private static final Outcome DROP = new Outcome.Drop();
  private static final String PAGE = "<!doctype html><title>Sandbox</title><p>Not the answer.";

  private final Supplier<Shop> current;
  private final Faults faults;

  /**
   * A shop and its faults.
   *
   * @param current the shop of the moment: a reset puts a new one in its place
   */
  public FaultyShop(Supplier<Shop> current, Faults faults) {
    this.current = current;
    this.faults = faults;
  }

  /** The routes of one service. */
  public Routes routes(ShopService service) {
    return switch (service) {
      case PANIER ->
          new Routes()
              .on("GET", "/api/panier/{client_id}", calling(Operation.PANIER))
              .on("GET", "/api/paniers/client/{client_id}", calling(Operation.PANIER));
      case STOCK ->
          new Routes()
              .on("POST", "/api/stock/reserver", calling(Operation.RESERVER))
              .on("POST", "/api/stock/liberer", calling(Operation.LIBERER));
      case CLIENT ->
          new Routes()
              .on("POST", "/api/clients/{client_id}/payer", calling(Operation.PAYER))
              .on("POST", "/api/clients/{client_id}/rembourser", calling(Operation.REMBOURSER));
      case VENTES -> new Routes().on("POST", "/api/ventes", calling(Operation.VENTE));
    };
  }

  private Handler calling(Operation operation) {
    return request -> {
      Shop shop = current.get();
      return faults
          .hitting(operation, request.idempotencyKey())
          .map(fault -> struck(shop, operation, request, fault))
          .orElseGet(() -> shop.perform(operation, request, null));
    };
  }

  private static Outcome struck(Shop shop, Operation operation, Request request, Fault fault) {
    FaultSpec spec = fault.spec();
    String kind = spec.kind().wire();
    return switch (spec.kind()) {
      case LATENCY -> pause(spec) ? shop.perform(operation, request, kind) : DROP;
      case ERROR -> {
        int status = spec.status() == null ? 503 : spec.status();
        shop.skipped(operation, request, status, kind);
        yield Reply.problem(status, "injected_fault", "fault " + fault.id() + " struck");
      }
      case DROP_BEFORE, DOWN -> {
        // down: the request came in just before the port closed
        shop.skipped(operation, request, null, kind);
        yield DROP;
      }
      case DROP_AFTER -> {
        shop.perform(operation, request, kind);
        yield DROP;
      }
      case HOLD_BEFORE -> fault.hold() ? shop.perform(operation, request, kind) : DROP;
      case HOLD_AFTER -> {
        Reply reply = shop.perform(operation, request, kind);
        yield fault.hold() ? reply : DROP;
      }
      case HTML -> {
        shop.perform(operation, request, kind);
        yield Reply.text(200, "text/html; charset=utf-8", PAGE);
      }
    };
  }

  /** False when the sandbox closes meanwhile. */
  private static boolean pause(FaultSpec spec) {
    try {
      Thread.sleep(spec.latencyMs() == null ? 0 : spec.latencyMs());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
