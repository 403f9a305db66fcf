package dev.cordee.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;

/** The sandbox shop, as a test looks at it. */
final class Shop {
  private final SandboxControl control;

  Shop(Stack stack, HttpClient http) {
    this.control = new SandboxControl(stack, http);
  }

  /** Arms a fault and returns its id. */
  String inject(String fault) {
    return control.inject(fault);
  }

  void awaitHeld(String fault) {
    control.awaitHeld(fault);
  }

  void clearFaults() {
    control.clearFaults();
  }

  void assertConserved() {
    var report = control.get("/ledger/verification");
    assertThat(report.get("conserved").asBoolean()).as("books: %s", report).isTrue();
  }

  int sales() {
    return control.get("/ledger").get("ventes").get("count").asInt();
  }
}
