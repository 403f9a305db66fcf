package dev.cordee.sandbox.shop;

import dev.cordee.sandbox.faults.Faults;
import dev.cordee.sandbox.faults.Work;
import dev.cordee.sandbox.http.Handler;
import dev.cordee.sandbox.http.Outcome;
import dev.cordee.sandbox.http.Request;
import dev.cordee.sandbox.http.Routes;
import dev.cordee.sandbox.service.Asked;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The shop as callers meet it: each call does its work, around whatever fault hits it. */
public final class ShopCalls {
  private final Supplier<Shop> current;
  private final Faults faults;

  /**
   * A shop and its faults.
   *
   * @param current the shop of the moment: a reset puts a new one in its place
   */
  public ShopCalls(Supplier<Shop> current, Faults faults) {
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
      var asked =
          new Asked(
              operation.service(),
              request.method(),
              request.path(),
              operation.wire(),
              request.idempotencyKey(),
              null);
      return faults.around(asked, new ShopWork(current.get(), operation, request));
    };
  }

  private record ShopWork(Shop shop, Operation operation, Request request) implements Work {

    @Override
    public Outcome perform(@Nullable String fault) {
      return shop.perform(operation, request, fault);
    }

    @Override
    public void skip(@Nullable Integer status, String fault) {
      shop.skipped(operation, request, status, fault);
    }
  }
}
