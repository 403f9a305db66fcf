package dev.cordee.activities.join;

/**
 * What a node says of itself.
 *
 * @param host an address that it may have, by {@link AddressRules}
 * @param isThere whether it spoke from that very address
 * @param hostKey as in known_hosts, without the name
 */
public record Newcomer(String hostname, String host, boolean isThere, int port, String hostKey) {

  boolean isAt(String otherHost, int otherPort) {
    return host.equals(otherHost) && port == otherPort;
  }

  String address() {
    return host + ":" + port;
  }
}
