package dev.cordee.workflows.orders;

import com.fasterxml.jackson.annotation.JsonProperty;

/** So many pieces of a product. Both are positive. */
public record OrderLine(
    @JsonProperty("product_id") long productId, @JsonProperty("quantity") long quantity) {}
