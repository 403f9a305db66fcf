package dev.cordee.workflows.fleet;

/**
 * Where a node's sshd listens, and the one key it may show.
 *
 * @param hostKey as in known_hosts, without the name: {@code ssh-ed25519 AAAA…}
 */
public record NodeAddress(NodeId node, String host, int port, String hostKey) {

  /** The line a tenant puts in known_hosts. */
  public String knownHostsLine() {
    return (port == 22 ? host : "[" + host + "]:" + port) + " " + hostKey;
  }
}
