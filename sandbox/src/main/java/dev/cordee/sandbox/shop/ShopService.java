package dev.cordee.sandbox.shop;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.cordee.sandbox.service.Service;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The four services of the shop, each on a port of its own. */
public enum ShopService implements Service {
  PANIER(1),
  STOCK(2),
  CLIENT(3),
  VENTES(4);

  private final int offset;

  ShopService(int offset) {
    this.offset = offset;
  }

  @Override
  public int offset() {
    return offset;
  }

  @Override
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public List<String> operations() {
    return Arrays.stream(Operation.values())
        .filter(operation -> operation.service() == this)
        .map(Operation::wire)
        .toList();
  }

  @Override
  public Set<String> filters() {
    return Set.of("operation", "key_prefix", "method", "path_prefix");
  }
}
