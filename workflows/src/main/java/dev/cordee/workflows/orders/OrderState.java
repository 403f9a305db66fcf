package dev.cordee.workflows.orders;

/** The states of an order, as its journal keeps them. */
public enum OrderState {
  CREATING_ORDER,
  DECREASING_STOCK,
  CREATING_PAYMENT,
  INCREASING_STOCK,
  CANCELLING_ORDER,
  /** Waits for a person; nothing more happens by itself. */
  NEEDS_REPAIR,
  CONFIRMED,
  COMPENSATED;

  /** What clients see as the state of every order that is through: its outcome tells the rest. */
  private static final String COMPLETED = "COMPLETED";

  /** Whether the order is through, be it only until a person repairs it. */
  public boolean isOutcome() {
    return switch (this) {
      case NEEDS_REPAIR, CONFIRMED, COMPENSATED -> true;
      case CREATING_ORDER, DECREASING_STOCK, CREATING_PAYMENT, INCREASING_STOCK, CANCELLING_ORDER ->
          false;
    };
  }

  /** The name clients know the state by. */
  public String wireName() {
    return isOutcome() ? COMPLETED : name();
  }
}
