package dev.cordee.workflows.checkout;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client asks for, and the workflow's input as the CLI gives it. Both are positive. */
public record CheckoutRequest(
    @JsonProperty("client_id") long clientId, @JsonProperty("magasin_id") long magasinId) {

  /**
   * Takes whatever somebody typed: what is no integer reads as 0, and the workflow refuses it by
   * name. Input that cannot be read at all would leave the workflow retrying for ever.
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static CheckoutRequest of(@Nullable Object json) {
    var fields = json instanceof Map<?, ?> object ? object : Map.of();
    return new CheckoutRequest(integer(fields.get("client_id")), integer(fields.get("magasin_id")));
  }

  private static long integer(@Nullable Object value) {
    return switch (value) {
      case Integer number -> number;
      case Long number -> number;
      case null, default -> 0;
    };
  }
}
