package dev.cordee.bench.fleet.sweep;

import dev.cordee.bench.fleet.sshd.SshdFleet;
import dev.cordee.bench.fleet.sshd.SshdHome;
import dev.cordee.bench.machine.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Sweeps fleets of several sizes by every means in turn, well and ill, and loses some nodes. */
public final class SweepBench {
  private final SweepOptions options;

  public SweepBench(SweepOptions options) {
    this.options = options;
  }

  /** False when something claimed does not hold, and that was asked. */
  public boolean run() throws IOException, InterruptedException {
    var machine = Machine.now();
    System.out.println(machine);
    var home = SshdHome.make(options.tools().home(), options.tools().nodeConfig());
    var report = new SweepReport(machine, setting(), sweeps(home), detections(home));
    System.out.println("\n" + report.plain());
    if (options.markdown().isPresent()) {
      Files.writeString(options.markdown().get(), report.markdown() + "\n");
    }
    return report.holds() || !options.check();
  }

  private List<Seen> sweeps(SshdHome home) throws IOException, InterruptedException {
    var seen = new ArrayList<Seen>();
    for (var size : options.sizes()) {
      System.out.println("starting " + size + " sshds");
      try (var fleet = SshdFleet.start(home.sub("fleet-" + size), size);
          var measurement = new Measurement(options.tools(), home, fleet)) {
        rounds(fleet, measurement, seen);
      }
    }
    return seen;
  }

  /** Another means is first in each round, so that what changes with time hits all alike. */
  private void rounds(SshdFleet fleet, Measurement measurement, List<Seen> seen)
      throws IOException, InterruptedException {
    var means = new ArrayList<>(measurement.means());
    for (var round = 1; round <= options.rounds(); round++) {
      for (var state : SshdFleet.State.values()) {
        fleet.become(state);
        for (var each : means) {
          var one = measurement.of(each, state);
          System.out.printf(
              "round %d, %3d nodes, %-8s %s%n",
              round, one.nodes(), state.label(), SweepReport.line(one));
          seen.add(one);
        }
      }
      Collections.rotate(means, 1);
    }
  }

  private List<Detection.Lost> detections(SshdHome home) throws IOException, InterruptedException {
    var lost = new ArrayList<Detection.Lost>();
    for (var time = 1; time <= options.detections(); time++) {
      for (var loss : Detection.Loss.values()) {
        var one = new Detection(home.sub("lost-" + loss + time)).time(loss);
        System.out.printf(
            "loss %d by %-8s told after %.3f s, certain after %.1f s%n",
            time, loss.label(), one.told(), one.certain());
        lost.add(one);
      }
    }
    return lost;
  }

  private String setting() {
    return """
    Median of %d round(s), wrong verdicts of all of them; another means first in each. CPU is the \
    client's and all sshds'; memory is PSS, the most of two \
    looks a second. Kept open: the slowest of four \
    sweeps (two where some are ill), each of which logs in to a twentieth of the fleet."""
        .formatted(options.rounds());
  }
}
