package dev.cordee.sandbox.orders;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.cordee.sandbox.service.Service;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The gateway and the two services behind it, each on a port of its own. */
public enum OrdersService implements Service {
  GATEWAY(5, "", true),
  STORE_MANAGER(6, "/store-manager-api", true),
  PAYMENTS(7, "/payments-api", false);

  private final int offset;
  private final String prefix;
  private final boolean movesStock;

  OrdersService(int offset, String prefix, boolean movesStock) {
    this.offset = offset;
    this.prefix = prefix;
    this.movesStock = movesStock;
  }

  /** The service that a path of the gateway leads to; nothing when the gateway lacks the route. */
  static Optional<OrdersService> behind(String path) {
    return Arrays.stream(values())
        .filter(service -> service != GATEWAY && path.startsWith(service.prefix + "/"))
        .findFirst();
  }

  /** What the gateway puts before the service's own paths; empty for the gateway itself. */
  String prefix() {
    return prefix;
  }

  @Override
  public int offset() {
    return offset;
  }

  @Override
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public List<String> operations() {
    return movesStock ? Arrays.stream(StockMove.values()).map(StockMove::wire).toList() : List.of();
  }

  @Override
  public Set<String> filters() {
    return movesStock
        ? Set.of("operation", "method", "path_prefix", "user_id")
        : Set.of("method", "path_prefix", "user_id");
  }
}
