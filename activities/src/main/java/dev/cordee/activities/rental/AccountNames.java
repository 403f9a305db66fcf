package dev.cordee.activities.rental;

import dev.cordee.workflows.rental.RentalId;

/**
 * Names of accounts: a {@code t} and eleven letters or digits, the same wherever the rental goes.
 *
 * <p>Twelve characters from {@code a-z2-7} are a name to Debian and to Alpine (both take at most
 * 32, in lower case, beginning with a letter), and are no account of any system's own. The eleven
 * are 55 of the random bits of the rental's id: among a million rentals, two alike have a chance of
 * one in seventy thousand, and would have to meet on one node to be noticed.
 */
public final class AccountNames {
  private static final String DIGITS = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int LENGTH = 11;
  private static final int BITS = 5;

  private AccountNames() {}

  public static String of(RentalId rental) {
    var bits = rental.value().getLeastSignificantBits();
    var name = new StringBuilder("t");
    for (var i = 0; i < LENGTH; i++) {
      name.append(DIGITS.charAt((int) (bits >>> (i * BITS)) & (DIGITS.length() - 1)));
    }
    return name.toString();
  }
}
