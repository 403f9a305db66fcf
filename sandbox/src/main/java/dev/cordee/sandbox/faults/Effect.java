package dev.cordee.sandbox.faults;

import dev.cordee.sandbox.http.Reply;
import java.time.Duration;
import java.util.Locale;

/** The ways a service can go wrong here. */
sealed interface Effect {

  /** The name as JSON has it. */
  String kind();

  default boolean isHold() {
    return this == Plain.HOLD_BEFORE || this == Plain.HOLD_AFTER;
  }

  /** Those that need no more said. */
  enum Plain implements Effect {
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

    @Override
    public String kind() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Waits, then does as always. */
  record Latency(Duration delay) implements Effect {
    static final String KIND = "latency";

    @Override
    public String kind() {
      return KIND;
    }
  }

  /** Answers a status that is no success, and does not do the work. */
  record Failure(int status) implements Effect {
    static final String KIND = "error";

    @Override
    public String kind() {
      return KIND;
    }
  }

  /**
   * Answers what was ordered, whatever the service would have said.
   *
   * @param work whether the work is done first
   */
  record Answer(Reply reply, boolean work) implements Effect {
    static final String KIND = "answer";

    @Override
    public String kind() {
      return KIND;
    }
  }
}
