package dev.cordee.workflows.rental;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identity of a rental; its workflow's id is {@code rental-<uuid>}. */
public record RentalId(@JsonValue UUID value) {
  @JsonCreator
  public RentalId {}

  public String workflowId() {
    return "rental-" + value;
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
