package dev.cordee.activities.join;

import dev.cordee.activities.rental.Network;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which addresses nodes may have. The control plane connects to them, so whoever could name any
 * address could have it knock at any door that only the control plane can reach.
 *
 * @param allowed networks that nodes are in; none for any, which then have to be the connection's
 * @param peers of the control plane, which are no nodes
 */
public record AddressRules(List<Network> allowed, Peers peers) {

  /** Nobody's, or leading elsewhere: 6to4, NAT64 and the like hide an IPv4 address. */
  private static final List<Network> NEVER =
      Stream.of(
              "0.0.0.0/8",
              "169.254.0.0/16",
              "192.0.0.0/24",
              "192.88.99.0/24",
              "224.0.0.0/3",
              // where clouds tell machines their secrets, besides 169.254.169.254
              "168.63.129.16/32",
              "100.100.100.200/32",
              "fd00:ec2::254/128",
              "::/96",
              "64:ff9b::/96",
              "64:ff9b:1::/48",
              "2001::/32",
              "2002::/16",
              "fe80::/10",
              "fec0::/10",
              "ff00::/8")
          .map(Network::parse)
          .toList();

  public AddressRules {
    allowed = List.copyOf(allowed);
  }

  /**
   * Reads an address that is written out; names are none.
   *
   * @return empty when it is none
   */
  public static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }

  /**
   * What is wrong with a node's address.
   *
   * @param connection where the request comes from
   * @param named the address that the node says it has; the connection's when it names none
   */
  public Optional<String> objection(InetAddress connection, InetAddress named, int port) {
    if (!isAllowed(connection)) {
      return Optional.of("requests from " + text(connection) + " are not taken: " + SETTING);
    }
    if (allowed.isEmpty() && !named.equals(connection)) {
      return Optional.of("must be the address the request comes from: " + SETTING);
    }
    if (!isAllowed(named)) {
      return Optional.of("must lie in a network where nodes may be: " + SETTING);
    }
    if (NEVER.stream().anyMatch(network -> network.contains(named)) || isScoped(named)) {
      return Optional.of("is no address a node can have");
    }
    if (named.isLoopbackAddress() && !isListedAsLoopback(named)) {
      return Optional.of("is the control plane itself");
    }
    return peers.isAt(named, port)
        ? Optional.of("belongs to a part of the control plane")
        : Optional.empty();
  }

  private static final String SETTING = "cordee.fleet.allowed-networks says which are";

  private boolean isAllowed(InetAddress address) {
    return allowed.isEmpty() || allowed.stream().anyMatch(network -> network.contains(address));
  }

  /** A network that merely includes loopback, such as 0.0.0.0/0, does not mean it. */
  private boolean isListedAsLoopback(InetAddress address) {
    return allowed.stream()
        .anyMatch(network -> network.base().isLoopbackAddress() && network.contains(address));
  }

  private static boolean isScoped(InetAddress address) {
    return address instanceof Inet6Address six
        && (six.getScopeId() != 0 || six.getScopedInterface() != null);
  }

  /** An address as it is kept: one way of writing it, so that it can be compared. */
  public static String text(InetAddress address) {
    var text = address.getHostAddress();
    return address instanceof Inet4Address ? text : text.replaceFirst("%.*", "");
  }
}
