package dev.cordee.sandbox.azure;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An app as the control port tells of it: what is, not what Azure says.
 *
 * @param address of its WebSocket, after {@code wss://}; nothing without ingress
 * @param answering whether a handshake there would succeed now
 * @param connections open at its engine
 */
public record AppState(
    String name,
    String provisioningState,
    int revision,
    @Nullable String address,
    boolean answering,
    int connections) {

  static AppState of(App app, Instant now) {
    boolean running = app.engine().filter(engine -> !engine.isStopped()).isPresent();
    return new AppState(
        app.name(),
        app.state(now),
        app.revision(),
        app.engine().map(Engine::address).orElse(null),
        running && app.isAnswering(now),
        app.engine().map(Engine::connections).orElse(0));
  }
}
