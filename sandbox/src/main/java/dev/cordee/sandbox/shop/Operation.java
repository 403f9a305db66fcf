package dev.cordee.sandbox.shop;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the shop's services do. */
public enum Operation {
  PANIER(ShopService.PANIER),
  RESERVER(ShopService.STOCK),
  LIBERER(ShopService.STOCK),
  PAYER(ShopService.CLIENT),
  REMBOURSER(ShopService.CLIENT),
  VENTE(ShopService.VENTES);

  private final ShopService service;

  Operation(ShopService service) {
    this.service = service;
  }

  public ShopService service() {
    return service;
  }

  /** Reads have nothing to apply, so their idempotency keys mean nothing. */
  public boolean isRead() {
    return this == PANIER;
  }

  /** The name as JSON has it. */
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
