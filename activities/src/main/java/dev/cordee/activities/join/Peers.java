package dev.cordee.activities.join;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/** Machines of the control plane: no node is there. */
@FunctionalInterface
public interface Peers {

  /** Where one listens. */
  record Peer(String host, int port) {}

  /** Whether one of them is there. */
  boolean isAt(InetAddress address, int port);

  /**
   * Those, and this machine. Names are looked up each time: what they lead to may change. On
   * loopback, where everything of a small installation is, their ports alone are theirs.
   */
  static Peers of(List<Peer> peers) {
    return (address, port) ->
        address.isLoopbackAddress()
            ? peers.stream().anyMatch(peer -> peer.port() == port)
            : isOurs(address)
                || peers.stream().flatMap(peer -> lookUp(peer.host())).anyMatch(address::equals);
  }

  private static Stream<InetAddress> lookUp(String host) {
    try {
      return Stream.of(InetAddress.getAllByName(host));
    } catch (UnknownHostException notThere) {
      return Stream.empty();
    }
  }

  private static boolean isOurs(InetAddress address) {
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException unreadable) {
      throw new IllegalStateException("the addresses of this machine cannot be read", unreadable);
    }
  }
}
