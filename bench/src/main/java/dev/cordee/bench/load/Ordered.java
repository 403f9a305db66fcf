package dev.cordee.bench.load;

/**
 * One order, followed to its end.
 *
 * @param clientId who ordered
 * @param sagaId as the subject named it; empty when it failed
 * @param ending what the subject answered at last, or why there was no such answer
 * @param endedAt {@link System#nanoTime}
 * @param nanos from the request until the final answer
 */
public record Ordered(long clientId, String sagaId, Ending ending, long endedAt, long nanos) {

  /** How an order ended, as far as this benchmark expects. */
  public sealed interface Ending {
    /** CONFIRMEE. */
    record Confirmed() implements Ending {}

    /** ECHEC_PAIEMENT. */
    record PaymentRefused() implements Ending {}

    /** Another final state, an error, or no answer at all. */
    record Unexpected(String what) implements Ending {}
  }

  /** Whether a client who cannot pay was refused, and any other served. */
  public boolean asExpected() {
    return switch (ending) {
      case Ending.Confirmed _ -> clientId != Orders.PENNILESS;
      case Ending.PaymentRefused _ -> clientId == Orders.PENNILESS;
      case Ending.Unexpected _ -> false;
    };
  }
}
