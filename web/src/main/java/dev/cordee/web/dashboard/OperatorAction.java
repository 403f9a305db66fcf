package dev.cordee.web.dashboard;

import java.time.Instant;

/**
 * What somebody did on the dashboard, and what became of it.
 *
 * @param action in a word, such as {@code node.drain}; the key of its name
 * @param subject what it was done to, such as {@code node 3}
 * @param detail of the outcome, in words; may be empty
 */
public record OperatorAction(
    long id,
    Instant at,
    String who,
    String action,
    String subject,
    String path,
    String reason,
    Outcome outcome,
    String detail) {

  /** How far it came. */
  public enum Outcome {
    /** Written down, and begun. Stays so when the process that did it died. */
    BEGUN,
    DONE,
    /** It cannot be done so, and nothing was changed. */
    REFUSED,
    /** Something broke; whether it was done is told by what it was done to. */
    FAILED;

    /** Of its badge. */
    public String tone() {
      return switch (this) {
        case BEGUN -> "busy";
        case DONE -> "good";
        case REFUSED, FAILED -> "bad";
      };
    }

    /** Whether somebody has to hear of it at once. */
    public boolean isBad() {
      return this == REFUSED || this == FAILED;
    }
  }
}
