package dev.cordee.activities.rental;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where tenants may have us call. Their word is not taken for it: an address of our own network
 * would make us their tool inside it.
 */
public final class NotifyTargets {

  /** IPv4 that is nobody's on the Internet (IANA's special-purpose registry). */
  private static final List<Network> NOT_PUBLIC =
      networks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  /** All that IPv6 has given out to be reached from anywhere. */
  private static final Network GLOBAL = Network.parse("2000::/3");

  /** Of it, what is special, and what leads to an IPv4 address within. */
  private static final List<Network> NOT_GLOBAL =
      networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  private static final int MOST_PORTS = 65_535;

  private final List<Network> allowed;

  /**
   * @param allowed networks that may be called although they are private, and without TLS
   */
  public NotifyTargets(List<Network> allowed) {
    this.allowed = List.copyOf(allowed);
  }

  private static List<Network> networks(String... texts) {
    return Stream.of(texts).map(Network::parse).toList();
  }

  /**
   * What is wrong with an address as far as it tells by itself; names are looked up when they are
   * called.
   */
  public Optional<String> objection(String address) {
    try {
      var url = url(address);
      var literal = literal(url.getHost());
      if (literal.isPresent()) {
        return objection(url, List.of(literal.get()));
      }
      if (isLocal(url.getHost()) && allowed.isEmpty()) {
        return Optional.of("is this machine itself");
      }
      return isTls(url) || !allowed.isEmpty() ? Optional.empty() : Optional.of("must be https");
    } catch (RefusedTargetException e) {
      return Optional.of(e.getMessage());
    }
  }

  /**
   * Looks an address up, in time that the name service takes.
   *
   * @return all it leads to, each of which may be called
   * @throws RefusedTargetException when it must not be called
   * @throws UnknownHostException when nothing has that name now
   */
  List<InetAddress> resolve(URI url) throws UnknownHostException {
    var found = List.of(InetAddress.getAllByName(url.getHost()));
    var objection = objection(url, found);
    if (objection.isPresent()) {
      throw new RefusedTargetException(objection.get());
    }
    return found;
  }

  private Optional<String> objection(URI url, List<InetAddress> addresses) {
    var inAllowed = addresses.stream().allMatch(this::isAllowed);
    if (!inAllowed && !addresses.stream().allMatch(a -> isAllowed(a) || isPublic(a))) {
      return Optional.of("leads to an address that is not public");
    }
    return isTls(url) || inAllowed ? Optional.empty() : Optional.of("must be https");
  }

  private boolean isAllowed(InetAddress address) {
    return allowed.stream().anyMatch(network -> network.contains(address));
  }

  /** An IPv4 address in IPv6's clothes is an IPv4 address here: the JDK takes them off. */
  private static boolean isPublic(InetAddress address) {
    return address instanceof Inet4Address
        ? NOT_PUBLIC.stream().noneMatch(network -> network.contains(address))
        : GLOBAL.contains(address)
            && NOT_GLOBAL.stream().noneMatch(network -> network.contains(address));
  }

  /**
   * Reads an address.
   *
   * @throws RefusedTargetException when it is no absolute http or https URL
   */
  static URI url(String address) {
    try {
      var url = new URI(new URI(address).toASCIIString());
      if (url.getHost() == null || !List.of("http", "https").contains(scheme(url))) {
        throw new RefusedTargetException("must be an absolute http or https URL");
      }
      if (url.getRawUserInfo() != null) {
        throw new RefusedTargetException("must not hold a user or a password");
      }
      if (url.getPort() == 0 || url.getPort() > MOST_PORTS) {
        throw new RefusedTargetException("has no possible port");
      }
      return url;
    } catch (URISyntaxException e) {
      throw new RefusedTargetException("must be an absolute http or https URL");
    }
  }

  private static String scheme(URI url) {
    return String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
  }

  static boolean isTls(URI url) {
    return scheme(url).equals("https");
  }

  private static boolean isLocal(String host) {
    var name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost") || name.endsWith(".localhost");
  }

  /** An address written out, in any of the ways a resolver would take it. */
  private static Optional<InetAddress> literal(String host) {
    try {
      // 0x7f.1 and 017700000001 are 127.0.0.1 to the C library
      return Optional.of(
          host.startsWith("[") ? InetAddress.ofLiteral(host) : Inet4Address.ofPosixLiteral(host));
    } catch (IllegalArgumentException isAName) {
      return Optional.empty();
    }
  }
}
