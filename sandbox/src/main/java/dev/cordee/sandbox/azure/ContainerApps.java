package dev.cordee.sandbox.azure;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** The apps of the resource group and what is done to them. */
final class ContainerApps implements AutoCloseable {
  private final Clock clock;
  private final Supplier<Behaviour> behaviour;
  private final Operations operations;
  private final Engines engines;
  private final AccountFile file;
  private final Map<String, App> apps = new TreeMap<>();
  private final Map<String, Instant> heldUntil = new HashMap<>();
  private boolean closed;

  /**
   * The apps that were kept, with engines where they were.
   *
   * @param file is told of every change before its caller is
   */
  ContainerApps(
      Clock clock,
      Supplier<Behaviour> behaviour,
      Operations operations,
      Engines engines,
      AccountFile file,
      List<KeptApp> kept) {
    this.clock = clock;
    this.behaviour = behaviour;
    this.operations = operations;
    this.engines = engines;
    this.file = file;
    for (KeptApp app : kept) {
      apps.put(key(app.name()), app.app(port -> engines.openAgain(port, answering(app.name()))));
    }
    settle();
    save();
  }

  synchronized Optional<App> find(String name) {
    settle();
    return Optional.ofNullable(apps.get(key(name)));
  }

  /** All by name, after one. */
  synchronized List<App> after(String name) {
    settle();
    return apps.values().stream().filter(app -> app.name().compareTo(name) > 0).toList();
  }

  Optional<Operation> operation(String id) {
    return operations.find(id);
  }

  /** Has the file say what is. Not once this is closed: what is written then is another's. */
  synchronized void save() {
    if (!closed) {
      file.write(apps.values(), operations.recent());
    }
  }

  /** A new app in the place of none or of the one there is. */
  synchronized App put(String name, ObjectNode envelope) {
    AppName.check(name);
    settle();
    App old = apps.get(name);
    if (old == null) {
      return kept(created(name, envelope));
    }
    refuseWhileBusy(old);
    boolean same = old.envelope().equals(envelope) && old.readyRevision(now()) == old.revision();
    return same ? old : kept(changed(old, envelope));
  }

  /** A change to an app, if there is one; {@code merge} makes the new envelope of the old. */
  synchronized Optional<App> patch(String name, Function<ObjectNode, ObjectNode> merge) {
    Optional<App> old = find(name);
    old.ifPresent(this::refuseWhileBusy);
    return old.map(app -> kept(changed(app, merge.apply(app.envelope()))));
  }

  /** Begins to delete an app, if there is one. */
  synchronized Optional<App> delete(String name) {
    Optional<App> old = find(name);
    old.ifPresent(this::refuseWhileBusy);
    return old.map(this::deleting);
  }

  /** Gives the ports back; the file stays as it is. */
  @Override
  public synchronized void close() {
    closed = true;
    apps.values().forEach(app -> app.engine().ifPresent(Engine::close));
    apps.clear();
  }

  private App deleting(App app) {
    app.engine().ifPresent(Engine::cut);
    return kept(
        app.deleting(operations.begin(Operation.Kind.DELETE, app.name(), usual().deleteMs())));
  }

  private App created(String name, ObjectNode envelope) {
    Instant held = heldUntil.get(name);
    if (held != null && now().isBefore(held)) {
      throw new ArmError(
          409,
          "ContainerAppOperationInProgress",
          "Cannot create a container app '" + name + "' because its deletion is not complete.");
    }
    Operation begun = operations.begin(Operation.Kind.CREATE, name, usual().createMs());
    Instant start = begun.start();
    return new App(name, envelope, start, start, 1, 0, begun, engine(name, envelope));
  }

  private App changed(App app, ObjectNode envelope) {
    Operation begun = operations.begin(Operation.Kind.UPDATE, app.name(), usual().createMs());
    Optional<Engine> engine;
    if (hasIngress(envelope)) {
      engine = app.engine().or(() -> engine(app.name(), envelope));
      if (app.isRevisedBy(envelope)) {
        engine.ifPresent(
            Engine::cut); // one revision gives way to the next, and its sockets with it
      }
    } else {
      app.engine().ifPresent(Engine::close);
      engine = Optional.empty();
    }
    return app.changed(envelope, begun, engine);
  }

  private Optional<Engine> engine(String name, ObjectNode envelope) {
    return hasIngress(envelope) ? Optional.of(engines.open(answering(name))) : Optional.empty();
  }

  /** Whether the engine of an app answers at the time. */
  private BooleanSupplier answering(String name) {
    return () -> find(name).filter(app -> app.isAnswering(now())).isPresent();
  }

  /** What time has brought about: deleted apps are gone. */
  private void settle() {
    Instant now = now();
    List<App> gone = apps.values().stream().filter(app -> app.isGone(now)).toList();
    if (gone.isEmpty()) {
      return;
    }
    for (App app : gone) {
      app.engine().ifPresent(Engine::close);
      heldUntil.put(app.name(), app.operation().end().plusMillis(usual().nameHeldMs()));
      apps.remove(key(app.name()));
    }
    save();
  }

  private void refuseWhileBusy(App app) {
    if (app.isBusy(now())) {
      throw ArmError.inProgress(app.name(), app.operation());
    }
  }

  private App kept(App app) {
    apps.put(key(app.name()), app);
    save();
    return app;
  }

  private static boolean hasIngress(ObjectNode envelope) {
    return envelope.path("properties").path("configuration").path("ingress").isObject();
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private Behaviour usual() {
    return behaviour.get();
  }

  private Instant now() {
    return clock.instant();
  }
}
