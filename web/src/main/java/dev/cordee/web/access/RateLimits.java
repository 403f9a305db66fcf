package dev.cordee.web.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** The limits of this process; each process counts for itself. */
final class RateLimits {

  /** What one customer of a provider has, and can call from any address of. */
  private static final int IPV6_PREFIX_BYTES = 8;

  private final Optional<RateLimit> keys;
  private final Optional<RateLimit> addresses;
  private final Optional<RateLimit> failures;

  RateLimits(RateLimitSettings settings, boolean open) {
    this.keys = settings.ofKeys(open);
    this.addresses = settings.ofAddresses(open);
    this.failures = settings.ofFailures(open);
  }

  /**
   * Counts a call from an address; how long to wait when it is one too many.
   *
   * @param showsKey a key is looked at only while not too many from there were no good
   */
  Optional<Duration> call(String address, boolean showsKey) {
    var from = network(address);
    return addresses
        .flatMap(limit -> limit.take(from))
        .or(() -> showsKey ? failures.flatMap(limit -> limit.wouldWait(from)) : Optional.empty());
  }

  /** Counts a call of a caller; how long to wait when it is one too many. */
  Optional<Duration> call(Caller caller) {
    return keys.flatMap(limit -> limit.take(caller.name()));
  }

  /** Counts a key that was no good. */
  void failed(String address) {
    failures.ifPresent(limit -> limit.take(network(address)));
  }

  private static String network(String address) {
    try {
      return InetAddress.ofLiteral(address) instanceof Inet6Address six
          ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), IPV6_PREFIX_BYTES))
          : address;
    } catch (IllegalArgumentException notAnAddress) {
      return address;
    }
  }
}
