package dev.cordee.workflows.orders;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a client orders, and the workflow's input as the CLI gives it. */
public record OrderRequest(
    @JsonProperty("user_id") long userId, @JsonProperty("items") List<OrderLine> items) {

  /** An order is carried in the workflow's history; this keeps it far below the server's limits. */
  public static final int MOST_ITEMS = 1000;

  /**
   * Takes whatever somebody typed: what is no integer reads as 0, and {@link #problem} names it.
   * Input that cannot be read at all would leave the workflow retrying for ever.
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static OrderRequest of(@Nullable Object json) {
    var fields = json instanceof Map<?, ?> object ? object : Map.of();
    var items = fields.get("items") instanceof List<?> list ? list : List.of();
    return new OrderRequest(
        integer(fields.get("user_id")), items.stream().map(OrderRequest::line).toList());
  }

  private static OrderLine line(@Nullable Object json) {
    var fields = json instanceof Map<?, ?> object ? object : Map.of();
    return new OrderLine(integer(fields.get("product_id")), integer(fields.get("quantity")));
  }

  private static long integer(@Nullable Object value) {
    return switch (value) {
      case Integer number -> number;
      case Long number -> number;
      case null, default -> 0;
    };
  }

  /** The first field that is missing or impossible, and what it must be; empty when all is well. */
  public Optional<String> problem() {
    if (userId <= 0) {
      return Optional.of("user_id: must be a positive integer");
    }
    if (items.isEmpty() || items.size() > MOST_ITEMS) {
      return Optional.of("items: must be a list of 1 to " + MOST_ITEMS + " items");
    }
    for (var i = 0; i < items.size(); i++) {
      var item = items.get(i);
      if (item.productId() <= 0) {
        return Optional.of("items[" + i + "].product_id: must be a positive integer");
      }
      if (item.quantity() <= 0) {
        return Optional.of("items[" + i + "].quantity: must be a positive integer");
      }
    }
    return Optional.empty();
  }
}
