package dev.cordee.bench.fleet.rental;

import dev.cordee.bench.fleet.rental.RentalApi.Rental;
import java.io.IOException;
import java.time.Duration;

/** From the loss of a tenant's node to the tenant's own login on another. */
final class Failovers {
  private static final Duration LONGEST = Duration.ofMinutes(3);

  /** One to rent, one to go to; and no more dead at once than the breaker lets pass. */
  private static final int FREE = 3;

  private final RentalApi api;
  private final Nodes nodes;
  private final Tenant tenant;

  Failovers(RentalApi api, Nodes nodes, Tenant tenant) {
    this.api = api;
    this.nodes = nodes;
    this.tenant = tenant;
  }

  /**
   * One failover.
   *
   * @param seconds from before the launcher's command, which takes part of a second itself
   */
  record Moved(Loss loss, double seconds) {}

  Moved time(Loss loss) throws IOException, InterruptedException {
    api.awaitFree(FREE);
    var rental = api.rent(tenant.publicKey());
    var old = rental.place().orElseThrow();
    if (!tenant.logsIn(old)) {
      throw new IOException("the tenant of " + rental + " cannot log in on its first node");
    }
    var name = name(old.node());
    var start = System.nanoTime();
    nodes.act(loss.command(), name);
    try {
      awaitLoginElsewhere(rental, start);
      return new Moved(loss, (System.nanoTime() - start) / 1e9);
    } finally {
      nodes.act("start", name);
      api.release(rental.id());
    }
  }

  private String name(long node) throws IOException, InterruptedException {
    return api.nodes().stream()
        .filter(each -> each.id() == node)
        .findFirst()
        .orElseThrow(() -> new IOException("the API lists no node " + node))
        .name();
  }

  private void awaitLoginElsewhere(Rental rental, long start)
      throws IOException, InterruptedException {
    while (true) {
      var now = api.rental(rental.id());
      if (now.epoch() > rental.epoch()
          && now.place().isPresent()
          && tenant.logsIn(now.place().get())) {
        return;
      }
      if (System.nanoTime() - start > LONGEST.toNanos()) {
        throw new IOException("no login elsewhere within " + LONGEST + ": " + now);
      }
      Thread.sleep(100);
    }
  }
}
