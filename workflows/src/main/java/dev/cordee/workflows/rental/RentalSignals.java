package dev.cordee.workflows.rental;

import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.ExternalWorkflowStub;

/** Tells a rental something; one that has ended meanwhile need not know. */
public record RentalSignals(ExternalWorkflowStub rental) {

  void cleaned() {
    send("cleaned");
  }

  /** A node may be free for it. */
  public void nodeFree() {
    send("nodeFree");
  }

  /** Its node is dead, or is to be emptied. */
  public void leaveNode(int epoch, String why) {
    send("leaveNode", epoch, why);
  }

  private void send(String signal, Object... arguments) {
    try {
      rental.signal(signal, arguments);
    } catch (TemporalFailure ended) {
      // nobody is left to be told; the tables hold what happened
    }
  }
}
