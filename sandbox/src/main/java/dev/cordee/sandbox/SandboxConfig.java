package dev.cordee.sandbox;

import java.util.Map;

/**
 * How the sandbox is set up.
 *
 * @param port the control port, {@value #DEFAULT_PORT} unless {@code CORDEE_SANDBOX_PORT} says; the
 *     services take the ports above it
 */
record SandboxConfig(int port) {
  static final String PORT = "CORDEE_SANDBOX_PORT";

  private static final int DEFAULT_PORT = 8100;
  private static final int HIGHEST_PORT = 65_535 - (Sandbox.PORTS - 1);

  /**
   * Reads the settings of an environment.
   *
   * @throws IllegalArgumentException naming the setting that cannot be used, and why
   */
  static SandboxConfig of(Map<String, String> environment) {
    String text = environment.getOrDefault(PORT, "").strip();
    if (text.isEmpty()) {
      return new SandboxConfig(DEFAULT_PORT);
    }
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port <= HIGHEST_PORT) {
        return new SandboxConfig(port);
      }
    } catch (NumberFormatException e) {
      // told below, as any other value out of range
    }
    throw new IllegalArgumentException(
        PORT + "=" + text + " is not a port from 1 to " + HIGHEST_PORT);
  }
}
