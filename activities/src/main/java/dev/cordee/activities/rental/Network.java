package dev.cordee.activities.rental;

import java.math.BigInteger;
import java.net.InetAddress;

/**
 * A range of addresses, as in {@code 10.0.0.0/8}.
 *
 * @param prefix bits that count
 */
public record Network(InetAddress base, int prefix) {

  /**
   * Reads one; an address alone is a range of its own.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Network parse(String text) {
    var parts = text.strip().split("/", 2);
    var base = InetAddress.ofLiteral(parts[0]);
    var bits = base.getAddress().length * Byte.SIZE;
    var prefix = parts.length == 1 ? bits : Integer.parseInt(parts[1]);
    if (prefix < 0 || prefix > bits) {
      throw new IllegalArgumentException(text + ": the prefix must be from 0 to " + bits);
    }
    return new Network(base, prefix);
  }

  /** Whether an address lies in it; one of the other family never does. */
  public boolean contains(InetAddress address) {
    var mine = base.getAddress();
    var other = address.getAddress();
    var ignored = mine.length * Byte.SIZE - prefix;
    return mine.length == other.length
        && new BigInteger(1, mine)
            .shiftRight(ignored)
            .equals(new BigInteger(1, other).shiftRight(ignored));
  }

  @Override
  public String toString() {
    return base.getHostAddress() + "/" + prefix;
  }
}
