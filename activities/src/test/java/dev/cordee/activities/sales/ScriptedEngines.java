package dev.cordee.activities.sales;

import dev.cordee.activities.sales.ListedApp.Provisioning;
import dev.cordee.workflows.sales.AppName;
import dev.cordee.workflows.sales.Engine;
import dev.cordee.workflows.sales.EngineActivities;
import dev.cordee.workflows.sales.SaleFailure;
import dev.cordee.workflows.sales.SaleId;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An Azure that keeps apps, and does what a test tells it. */
final class ScriptedEngines implements EngineActivities, EngineList, EngineProbe {
  static final String IMAGE = "registry.example/engine:1.4";

  private final Map<AppName, ListedApp> apps = new ConcurrentHashMap<>();
  private final Set<String> silent = ConcurrentHashMap.newKeySet();
  private volatile Optional<String> refusal = Optional.empty();
  private volatile Optional<String> outcome = Optional.empty();
  private volatile Optional<String> deleteRefusal = Optional.empty();
  private volatile boolean slow;
  private volatile boolean keeps;
  private volatile Optional<String> listTrouble = Optional.empty();

  /** Every order is refused. */
  void refuse(String why) {
    refusal = Optional.of(why);
  }

  /** Orders are taken, and not carried out. */
  void failToProvision(String why) {
    outcome = Optional.of(why);
  }

  /** Nothing that is being made comes to an end. */
  void takeForEver(boolean forEver) {
    slow = forEver;
  }

  /** Nothing may be deleted. */
  void refuseToDelete(String why) {
    deleteRefusal = Optional.of(why);
  }

  void letDelete() {
    deleteRefusal = Optional.empty();
  }

  /** Nothing is deleted for now. */
  void keep(boolean keeping) {
    keeps = keeping;
  }

  void silence(AppName app) {
    silent.add(fqdn(app));
  }

  void wake(AppName app) {
    silent.remove(fqdn(app));
  }

  void failList(String why) {
    listTrouble = Optional.of(why);
  }

  Set<AppName> apps() {
    return Set.copyOf(apps.keySet());
  }

  ListedApp app(AppName name) {
    return Optional.ofNullable(apps.get(name)).orElseThrow();
  }

  /** Somebody else's hand. */
  void delete(AppName app) {
    apps.remove(app);
  }

  void put(ListedApp app) {
    apps.put(app.name(), app);
  }

  static String fqdn(AppName app) {
    return app + ".example";
  }

  static ListedApp app(AppName name, Optional<SaleId> saleId, Optional<Instant> end) {
    return new ListedApp(
        name,
        saleId,
        saleId.isPresent(),
        Provisioning.SUCCEEDED,
        Optional.of(fqdn(name)),
        IMAGE,
        end,
        Optional.empty(),
        List.of());
  }

  @Override
  public void create(Order order) {
    refusal.ifPresent(
        why -> {
          throw forGood(why, SaleFailure.REFUSED);
        });
    var there =
        apps.putIfAbsent(
            order.app(), app(order.app(), Optional.of(order.saleId()), order.expiresAt()));
    if (there != null && there.saleId().filter(order.saleId()::equals).isEmpty()) {
      throw forGood("it is another's", SaleFailure.NAME_TAKEN);
    }
  }

  @Override
  public Engine provisioned(AppName app) {
    var there = apps.get(app);
    if (there == null) {
      throw forGood("Azure has no app " + app, SaleFailure.GONE);
    }
    outcome.ifPresent(
        why -> {
          throw forGood(why, SaleFailure.NOT_PROVISIONED);
        });
    if (slow) {
      throw notYet("Azure is still making it");
    }
    return new Engine(there.fqdn().orElseThrow(), there.image());
  }

  @Override
  public void remove(AppName app, SaleId saleId) {
    deleteRefusal.ifPresent(
        why -> {
          throw forGood(why, SaleFailure.REFUSED);
        });
    if (keeps) {
      throw notYet("Azure is still deleting it");
    }
    apps.computeIfPresent(
        app,
        (_, there) -> there.saleId().filter(id -> !id.equals(saleId)).isPresent() ? there : null);
  }

  @Override
  public void expire(AppName app, SaleId saleId, Instant at) {
    apps.computeIfPresent(app, (name, there) -> app(name, there.saleId(), Optional.of(at)));
  }

  @Override
  public List<ListedApp> read() {
    listTrouble.ifPresent(
        why -> {
          throw ApplicationFailure.newFailure(why, "Throttled");
        });
    return List.copyOf(apps.values());
  }

  @Override
  public Optional<String> objection(String fqdn) {
    return silent.contains(fqdn) ? Optional.of("connection refused") : Optional.empty();
  }

  private static ApplicationFailure notYet(String why) {
    return ApplicationFailure.newBuilder()
        .setMessage(why)
        .setType("NotYet")
        .setCategory(ApplicationErrorCategory.BENIGN)
        .build();
  }

  private static ApplicationFailure forGood(String why, SaleFailure type) {
    return ApplicationFailure.newNonRetryableFailure(why, type.name());
  }
}
