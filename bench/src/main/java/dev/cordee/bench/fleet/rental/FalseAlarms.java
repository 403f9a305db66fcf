package dev.cordee.bench.fleet.rental;

import dev.cordee.bench.fleet.rental.RentalApi.Node;
import dev.cordee.bench.fleet.rental.RentalApi.Rental;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Disturbs a fleet in ways that are no death, and counts who was moved all the same: every core
 * busy, a hundred strangers at every sshd, one node down for a second again and again.
 */
public final class FalseAlarms {
  private static final Duration DOWN = Duration.ofSeconds(1);
  private static final Duration UP = Duration.ofSeconds(8);

  private final RentalOptions options;

  public FalseAlarms(RentalOptions options) {
    this.options = options;
  }

  /** True when nobody was moved from a node that was well. */
  public boolean run() throws IOException, InterruptedException {
    var scratch = Files.createDirectories(options.stack().scratch());
    try (var api = new RentalApi(options.stack().api())) {
      var key = new Tenant(scratch).publicKey();
      var nodes = api.nodes();
      api.awaitFree(nodes.size());
      // half are rented, so that whoever is moved has somewhere to go
      var rented = new ArrayList<Rental>();
      for (var i = 0; i < Math.max(2, nodes.size() / 2); i++) {
        rented.add(api.rent(key));
      }
      var flapping = rented.getFirst();
      int flaps;
      try (var _ = new Strangers(nodes.stream().map(Node::port).toList());
          var _ = new BusyCores()) {
        flaps = flap(name(nodes, flapping.place().orElseThrow().node()));
      }
      return report(api, rented, flaps);
    }
  }

  private static String name(List<Node> nodes, long id) throws IOException {
    return nodes.stream()
        .filter(node -> node.id() == id)
        .findFirst()
        .orElseThrow(() -> new IOException("the API lists no node " + id))
        .name();
  }

  private int flap(String node) throws IOException, InterruptedException {
    var nodes = new Nodes(options.stack().launcher());
    var end = System.nanoTime() + options.minutes().toNanos();
    var flaps = 0;
    while (System.nanoTime() < end) {
      nodes.act("stop", node);
      Thread.sleep(DOWN);
      nodes.act("start", node);
      flaps++;
      Thread.sleep(UP);
      if (flaps % 5 == 0) {
        System.out.printf(
            "%s was down %d times, %d s to go%n",
            node, flaps, Math.max(0, Duration.ofNanos(end - System.nanoTime()).toSeconds()));
      }
    }
    return flaps;
  }

  private boolean report(RentalApi api, List<Rental> rented, int flaps)
      throws IOException, InterruptedException {
    var moves = new ArrayList<Integer>();
    for (var rental : rented) {
      moves.add(api.rental(rental.id()).epoch() - rental.epoch());
    }
    var healthy = moves.stream().skip(1).mapToInt(Integer::intValue).sum();
    System.out.printf(
        """

        %d minutes with every core busy and %d strangers at each sshd.
        Moved from the %d nodes that were well: %d. Moved from the one that was down %d times for about a second: %d.
        """,
        options.minutes().toMinutes(),
        Strangers.EACH,
        rented.size() - 1,
        healthy,
        flaps,
        moves.getFirst());
    return healthy == 0;
  }
}
