package dev.cordee.sandbox.shop;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The four services of the shop, each on a port of its own. */
public enum ShopService {
  PANIER(1),
  STOCK(2),
  CLIENT(3),
  VENTES(4);

  private final int offset;

  ShopService(int offset) {
    this.offset = offset;
  }

  /** How far the service's port is above the control port. */
  public int offset() {
    return offset;
  }

  /** The name as JSON has it. */
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
