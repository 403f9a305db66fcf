package dev.cordee.sandbox.faults;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The ways a service can go wrong here. */
public enum FaultKind {
  /** Waits {@code latency_ms}, then does as always. */
  LATENCY,
  /** Answers {@code status} and does not do the work. */
  ERROR,
  /** Closes the connection unanswered; the work is not done. */
  DROP_BEFORE,
  /** Does the work, then closes the connection unanswered. */
  DROP_AFTER,
  /** Closes the service's port and connections until the fault is deleted. */
  DOWN,
  /** Holds the request until released, then does the work, even if the client has gone. */
  HOLD_BEFORE,
  /** Does the work, then holds the answer until released. */
  HOLD_AFTER,
  /** Does the work, then answers 200 with a page, as a proxy in the way might. */
  HTML;

  boolean isHold() {
    return this == HOLD_BEFORE || this == HOLD_AFTER;
  }

  /** The name as JSON has it. */
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
