package dev.cordee.activities.rental;

/**
 * The UIDs that tenants get, in order, and none twice: a file that was left behind would belong to
 * whoever got its UID next.
 *
 * @param first the lowest
 * @param last the highest
 */
public record UidRange(int first, int last) {
  /**
   * Free on Debian and on Alpine (both give people 1000 and on, and keep 60000 and above for
   * themselves), known to BusyBox, below the sub-UIDs, and within the 65,536 UIDs of a container
   * with a user namespace. Nodes without such containers can be told a larger range.
   */
  public static final UidRange EVERYWHERE = new UidRange(20_000, 59_999);

  /** What the playbooks accept. */
  private static final int LOWEST = 10_000;

  public UidRange {
    if (first < LOWEST || last < first) {
      throw new IllegalArgumentException(
          "UIDs from " + first + " to " + last + ": they begin at " + LOWEST + " at the lowest");
    }
  }

  /**
   * The UID of the rental of this number.
   *
   * @param serial from 0, never twice the same
   * @throws IllegalStateException when all have been given
   */
  public int at(long serial) {
    if (serial < 0 || serial > last - first) {
      throw new IllegalStateException(
          "all UIDs from " + first + " to " + last + " have been given: extend the range");
    }
    return first + (int) serial;
  }
}
