package dev.cordee.sandbox;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How the sandbox is set up.
 *
 * @param port the control port, {@value #DEFAULT_PORT} unless {@code CORDEE_SANDBOX_PORT} says; the
 *     services take the ports above it
 * @param address to listen on, {@value #DEFAULT_ADDRESS} unless {@code CORDEE_SANDBOX_ADDRESS}
 *     says: whoever reaches the sandbox rules it, so another one is for a network of its own
 * @param azure the stand-in for Azure, where {@code CORDEE_SANDBOX_AZURE_DIR} names the folder that
 *     it keeps its account in; reached as {@value #DEFAULT_ADDRESS} unless {@code
 *     CORDEE_SANDBOX_AZURE_HOST} says
 */
record SandboxConfig(int port, InetAddress address, Optional<AzureConfig> azure) {
  static final String PORT = "CORDEE_SANDBOX_PORT";
  static final String ADDRESS = "CORDEE_SANDBOX_ADDRESS";
  static final String AZURE_DIR = "CORDEE_SANDBOX_AZURE_DIR";
  static final String AZURE_HOST = "CORDEE_SANDBOX_AZURE_HOST";

  private static final int DEFAULT_PORT = 8100;
  private static final String DEFAULT_ADDRESS = "127.0.0.1";
  private static final int HIGHEST_PORT = 65_535 - Sandbox.HIGHEST_OFFSET;

  /**
   * Reads the settings of an environment.
   *
   * @throws IllegalArgumentException naming the setting that cannot be used, and why
   */
  static SandboxConfig of(Map<String, String> environment) {
    return new SandboxConfig(port(environment), address(environment), azure(environment));
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

  private static Optional<AzureConfig> azure(Map<String, String> environment) {
    String folder = environment.getOrDefault(AZURE_DIR, "").strip();
    String host = environment.getOrDefault(AZURE_HOST, "").strip();
    try {
      return folder.isEmpty()
          ? Optional.empty()
          : Optional.of(new AzureConfig(Path.of(folder), host.isEmpty() ? DEFAULT_ADDRESS : host));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(AZURE_DIR + "=" + folder + " is no path", e);
    }
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
