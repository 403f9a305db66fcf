package dev.cordee.sandbox.azure;

import java.net.InetAddress;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;

/**
 * Where engines are.
 *
 * @param address that they listen on
 * @param host by which clients reach that address
 * @param tls what they show to their clients
 */
record Engines(InetAddress address, String host, SSLContext tls) {
  private static final int ANY = 0;

  Engine open(BooleanSupplier ready) {
    return openAgain(ANY, ready);
  }

  /** At the port it had, so that its app keeps its address; at another only if that is taken. */
  Engine openAgain(int port, BooleanSupplier ready) {
    return new Engine(this, port, ready);
  }
}
