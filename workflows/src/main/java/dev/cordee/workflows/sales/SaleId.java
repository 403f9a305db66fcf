package dev.cordee.workflows.sales;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Identity of a sale, in whoever's words spawned it. */
public record SaleId(@JsonValue String value) {
  @JsonCreator
  public SaleId {}

  @Override
  public String toString() {
    return value;
  }
}
