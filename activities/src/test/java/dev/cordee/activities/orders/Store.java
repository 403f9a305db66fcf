package dev.cordee.activities.orders;

import dev.cordee.activities.orders.Behaviour.Reaction.Answer;
import java.util.HashSet;
import java.util.Set;

/**
 * The Store Manager and Payments as seen through their gateway: real orders, stock, payments. All
 * orders are {@link Ask#ORDER}.
 */
final class Store {
  /** All values are strings. */
  private static final String ORDER =
      "{\"id\":\"42\",\"user_id\":\"1\",\"total_amount\":\"249.50\",\"is_paid\":\"False\"}";

  private static final Answer REFUSED = new Answer(500, "");

  private final Set<Long> orders = new HashSet<>();
  private long taken;
  private int payments;

  /**
   * What the orders have left behind.
   *
   * @param pieces taken from stock and not put back; negative when more was put back than taken
   */
  record Left(int orders, long pieces, int payments) {
    static final Left NOTHING = new Left(0, 0, 0);
    static final Left EVERYTHING = new Left(1, 6, 1);

    /** Such as {@code 1 6 0}. */
    static Left of(String text) {
      var numbers = text.split(" ");
      return new Left(
          Integer.parseInt(numbers[0]), Long.parseLong(numbers[1]), Integer.parseInt(numbers[2]));
    }
  }

  synchronized Left left() {
    return new Left(orders.size(), taken, payments);
  }

  synchronized Answer does(Ask ask) {
    return switch (ask) {
      case CREATE -> {
        orders.add(42L + orders.size());
        yield new Answer(200, "{\"order_id\":42}");
      }
      case TAKE -> {
        taken += 6;
        yield new Answer(200, "{\"result\":\"OK\"}");
      }
      case PUT_BACK -> {
        taken -= 6;
        yield new Answer(200, "{\"result\":\"OK\"}");
      }
      case READ -> new Answer(200, orders.contains(42L) ? ORDER : "{}");
      case PAY -> {
        payments++;
        yield new Answer(200, "{\"payment_id\":3}");
      }
      case DELETE -> orders.remove(42L) ? new Answer(200, "{\"deleted\":true}") : REFUSED;
    };
  }
}
