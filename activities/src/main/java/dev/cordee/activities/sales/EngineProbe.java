package dev.cordee.activities.sales;

import java.util.Optional;

/** Asks an engine itself. */
@FunctionalInterface
public interface EngineProbe {
  /**
   * Opens a WebSocket and closes it again.
   *
   * @param fqdn where: a name, or an address with a port
   * @return why it could not be opened; empty when it could
   */
  Optional<String> objection(String fqdn);
}
