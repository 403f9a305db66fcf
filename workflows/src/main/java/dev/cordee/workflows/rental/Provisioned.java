package dev.cordee.workflows.rental;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What became of one run of a playbook. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "result")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Provisioned.Done.class, name = "done"),
  @JsonSubTypes.Type(value = Provisioned.Unreachable.class, name = "unreachable"),
  @JsonSubTypes.Type(value = Provisioned.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = Provisioned.Failed.class, name = "failed"),
})
public sealed interface Provisioned {

  /** The node is as asked; a second run would change nothing. */
  record Done(boolean changed) implements Provisioned {}

  /** The node could not be reached: try another, or later. */
  record Unreachable(String reason) implements Provisioned {}

  /** The node holds a higher epoch: this placement is a thing of the past. */
  record Refused(String reason) implements Provisioned {}

  /** The playbook failed on the node. */
  record Failed(String reason) implements Provisioned {}
}
