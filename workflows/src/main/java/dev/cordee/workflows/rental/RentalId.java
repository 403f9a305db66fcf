package dev.cordee.workflows.rental;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identity of a rental; its workflow's id is {@code rental-<uuid>}. */
public record RentalId(@JsonValue UUID value) {
  private static final String PREFIX = "rental-";

  @JsonCreator
  public RentalId {}

  /**
   * The rental that a workflow is.
   *
   * @throws IllegalArgumentException when its id is no rental's
   */
  public static RentalId ofWorkflow(String workflowId) {
    if (!workflowId.startsWith(PREFIX)) {
      throw new IllegalArgumentException(
          "a rental's workflow id is rental-<uuid>, and this is " + workflowId);
    }
    return new RentalId(UUID.fromString(workflowId.substring(PREFIX.length())));
  }

  public String workflowId() {
    return PREFIX + value;
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
