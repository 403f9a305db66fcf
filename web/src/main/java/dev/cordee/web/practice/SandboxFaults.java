package dev.cordee.web.practice;

import java.util.List;

/** The faults that are practised with; what each field does, the sandbox's own help tells. */
final class SandboxFaults {

  /** Both shops' payments say no, as to a card without money. */
  static final Means.Faults PAYMENT_REFUSES =
      faults(
          """
          {"service": "client", "operation": "payer", "kind": "error", "status": 402}
          """,
          """
          {"service": "payments", "method": "POST", "kind": "error", "status": 400}
          """);

  /** Connections to both are refused. */
  static final Means.Faults PAYMENT_DOWN =
      faults(
          """
          {"service": "client", "kind": "down"}
          """,
          """
          {"service": "payments", "kind": "down"}
          """);

  /** Longer than a first call waits, and shorter than a later one does. */
  static final Means.Faults STOCK_SLOW =
      faults(
          """
          {"service": "stock", "kind": "latency", "latency_ms": 3000}
          """,
          """
          {"service": "store-manager", "kind": "latency", "latency_ms": 3000}
          """);

  /** One payment is refused, and the answer to its undo never comes: the stock is not put back. */
  static final Means.Faults UNDO_LOST =
      faults(
          """
          {"service": "payments", "method": "POST", "kind": "error", "status": 400, "times": 1}
          """,
          """
          {"service": "gateway", "method": "PUT", "operation": "+", "kind": "drop_before",
           "times": 1}
          """);

  /** Every call is told to come back later. */
  static final Means.Faults AZURE_THROTTLES =
      faults(
          """
          {"service": "azure", "kind": "answer", "work": false, "status": 429,
           "headers": {"Retry-After": "10"},
           "body": {"code": "TooManyRequests", "message": "practice"}}
          """);

  private SandboxFaults() {}

  private static Means.Faults faults(String... orders) {
    return new Means.Faults(List.of(orders));
  }
}
