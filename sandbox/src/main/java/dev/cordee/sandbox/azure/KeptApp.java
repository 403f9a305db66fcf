package dev.cordee.sandbox.azure;

import java.time.Instant;
import java.util.Optional;
import java.util.function.IntFunction;
import tools.jackson.databind.node.ObjectNode;

/**
 * An {@link App} as the folder has it.
 *
 * @param port of its engine; 0 for none
 */
record KeptApp(
    String name,
    ObjectNode envelope,
    Instant created,
    Instant modified,
    int revision,
    int ready,
    Operation operation,
    int port) {

  static KeptApp of(App app) {
    return new KeptApp(
        app.name(),
        app.envelope(),
        app.created(),
        app.modified(),
        app.revision(),
        app.ready(),
        app.operation(),
        app.engine().map(Engine::port).orElse(0));
  }

  /** The app again; {@code engines} opens an engine at its port. */
  App app(IntFunction<Engine> engines) {
    Optional<Engine> engine = port == 0 ? Optional.empty() : Optional.of(engines.apply(port));
    return new App(name, envelope, created, modified, revision, ready, operation, engine);
  }
}
