package dev.cordee.web.practice;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The faults that the sandbox's services have, and the engines that it runs. */
final class StandIns {
  private static final String FAULTS = "/faults";
  private static final String APPS = "/azure/apps";

  /** Of an app that was made, and only then is to answer. */
  private static final String MADE = "Succeeded";

  /**
   * A fault as it is set.
   *
   * @param armed whether it can still strike
   * @param order as it was asked for
   */
  record Fault(String id, boolean armed, long hits, JsonNode order) {}

  /**
   * A sale's engine.
   *
   * @param app its name
   */
  record Engine(String app, boolean isSilent) {}

  private final SandboxControl control;
  private final JsonMapper json;

  StandIns(SandboxControl control, JsonMapper json) {
    this.control = control;
    this.json = json;
  }

  List<Fault> faults() {
    return control.get(FAULTS).valueStream().map(StandIns::fault).toList();
  }

  private static Fault fault(JsonNode row) {
    var order = (ObjectNode) row.path("fault").deepCopy();
    // drawn by the sandbox; no order of ours names one
    order.remove("seed");
    return new Fault(
        row.path("id").asString(), row.path("armed").asBoolean(), row.path("hits").asLong(), order);
  }

  /** Whether all that a breakage orders can still strike. */
  boolean areSet(Means.Faults faults, List<Fault> set) {
    return faults.orders().stream()
        .map(json::readTree)
        .allMatch(order -> set.stream().anyMatch(f -> f.armed() && f.order().equals(order)));
  }

  boolean isOf(Means.Faults faults, Fault fault) {
    return faults.orders().stream().map(json::readTree).anyMatch(fault.order()::equals);
  }

  /** Sets them, each once. */
  void set(Means.Faults faults) {
    clear(faults);
    faults.orders().forEach(order -> control.post(FAULTS, order));
  }

  void clear(Means.Faults faults) {
    faults().stream()
        .filter(fault -> isOf(faults, fault))
        .forEach(fault -> control.delete(FAULTS + "/" + fault.id()));
  }

  void clearAll() {
    control.delete(FAULTS);
  }

  List<Engine> engines() {
    return control
        .get(APPS)
        .valueStream()
        .filter(app -> app.path("provisioning_state").asString("").equals(MADE))
        .map(
            app -> new Engine(app.path("name").asString(), !app.path("answering").asBoolean(false)))
        .toList();
  }

  void stop(String app) {
    set(app, /* stopped= */ true);
  }

  void start(String app) {
    set(app, /* stopped= */ false);
  }

  private void set(String app, boolean stopped) {
    control.put(APPS + "/" + app + "/engine", "{\"stopped\": " + stopped + "}");
  }

  /** Enough of a product for whoever practises for a while. */
  void fill(long product, int pieces) {
    control.put(
        "/orders/stock",
        "{\"items\": [{\"product_id\": " + product + ", \"quantity\": " + pieces + "}]}");
  }
}
