package dev.cordee.sandbox;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;

/**
 * How the sandbox is set up.
 *
 * @param port the control port, {@value #DEFAULT_PORT} unless {@code CORDEE_SANDBOX_PORT} says; the
 *     services take the ports above it
 * @param address to listen on, {@value #DEFAULT_ADDRESS} unless {@code CORDEE_SANDBOX_ADDRESS}
 *     says: whoever reaches the sandbox rules it, so another one is for a network of its own
 */
record SandboxConfig(int port, InetAddress address) {
  static final String PORT = "CORDEE_SANDBOX_PORT";
  static final String ADDRESS = "CORDEE_SANDBOX_ADDRESS";

  private static final int DEFAULT_PORT = 8100;
  private static final String DEFAULT_ADDRESS = "127.0.0.1";
  private static final int HIGHEST_PORT = 65_535 - (Sandbox.PORTS - 1);

  /**
   * Reads the settings of an environment.
   *
   * @throws IllegalArgumentException naming the setting that cannot be used, and why
   */
  static SandboxConfig of(Map<String, String> environment) {
    return new SandboxConfig(port(environment), address(environment));
  }

  private static int port(Map<String, String> environment) {
    String text = environment.getOrDefault(PORT, "").strip();
    if (text.isEmpty()) {
      return DEFAULT_PORT;
    }
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port <= HIGHEST_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // told below, as any other value out of range
    }
    throw new IllegalArgumentException(
        PORT + "=" + text + " is not a port from 1 to " + HIGHEST_PORT);
  }

  private static InetAddress address(Map<String, String> environment) {
    String text = environment.getOrDefault(ADDRESS, "").strip();
    try {
      return InetAddress.getByName(text.isEmpty() ? DEFAULT_ADDRESS : text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(ADDRESS + "=" + text + " is no address", e);
    }
  }
}
