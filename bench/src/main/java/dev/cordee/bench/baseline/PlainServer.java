package dev.cordee.bench.baseline;

import dev.cordee.bench.Surroundings;

/** The plain orchestrator as a process: {@code serve-plain}. */
public final class PlainServer {
  private static final String SCHEMA = "bench_plain";

  private PlainServer() {}

  /** Answers until the process ends. */
  public static void start(int port, Surroundings surroundings) {
    var journal = Store.open(surroundings.postgres(), SCHEMA);
    var shop = Shop.of(surroundings, journal);
    CheckoutServer.start(port, request -> new PlainCheckout(shop, journal, request).run());
  }
}
