package dev.cordee.bench.fleet.rental;

import dev.cordee.bench.fleet.rental.Failovers.Moved;
import dev.cordee.bench.fleet.rental.RentTimes.Made;
import dev.cordee.bench.machine.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Rents and loses nodes, one after the other. */
public final class RentalBench {
  private final RentalOptions options;

  public RentalBench(RentalOptions options) {
    this.options = options;
  }

  /** False when a target was missed, and that was asked. */
  public boolean run() throws IOException, InterruptedException {
    var machine = Machine.now();
    System.out.println(machine);
    var scratch = Files.createDirectories(options.stack().scratch());
    try (var api = new RentalApi(options.stack().api())) {
      var tenant = new Tenant(scratch);
      var hand = new ByHand(options.stack(), tenant.publicKey());
      var made = rents(new RentTimes(api, hand, tenant.publicKey()));
      var moved = failovers(new Failovers(api, new Nodes(options.stack().launcher()), tenant));
      var report = new RentalReport(machine, made, moved);
      System.out.println("\n" + report.plain());
      if (options.markdown().isPresent()) {
        Files.writeString(options.markdown().get(), report.markdown() + "\n");
      }
      return report.met() || !options.check();
    }
  }

  private List<Made> rents(RentTimes times) throws IOException, InterruptedException {
    var made = new ArrayList<Made>();
    for (var round = 0; round <= options.rents() && options.rents() > 0; round++) {
      var one = times.round();
      System.out.printf("rents, round %d of %d%s%n", round, options.rents(), words(one));
      if (round > 0) {
        // before the first the JVM and the caches are cold
        made.addAll(one);
      }
    }
    return made;
  }

  private static String words(List<Made> made) {
    var words = new StringBuilder();
    for (var one : made) {
      words.append("  %s %.1f s".formatted(one.maker(), one.nanos() / 1e9));
    }
    return words.toString();
  }

  /** The ways in turn, as far as there are any left of each. */
  private List<Moved> failovers(Failovers failovers) throws IOException, InterruptedException {
    var moved = new ArrayList<Moved>();
    var most = Collections.max(options.losses().values());
    for (var time = 1; time <= most; time++) {
      for (var loss : Loss.values()) {
        if (time <= options.losses().getOrDefault(loss, 0)) {
          var one = failovers.time(loss);
          System.out.printf("failover %d after %-6s %.1f s%n", time, loss.command(), one.seconds());
          moved.add(one);
        }
      }
    }
    return moved;
  }
}
