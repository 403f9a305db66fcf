package dev.cordee.bench.fleet.sweep;

import dev.cordee.bench.fleet.sshd.SshdFleet;
import dev.cordee.bench.fleet.sshd.SshdHome;
import dev.cordee.bench.machine.ProcessTrees;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongConsumer;

/** One means at one fleet, measured. */
final class Measurement implements AutoCloseable {
  /**
   * Sweeps of open connections measured together: a single one is over too soon for a CPU clock.
   */
  private static final int SWEEPS = 4;

  private final SweepOptions.Tools tools;
  private final SshdHome home;
  private final SshdFleet fleet;
  private final Tool tool;
  private final Sweeper kept;

  /** With a sweeper that has connections to all. */
  Measurement(SweepOptions.Tools tools, SshdHome home, SshdFleet fleet) throws IOException {
    this.tools = tools;
    this.home = home;
    this.fleet = fleet;
    this.tool = new Tool(home);
    this.kept = Sweeper.start(home, fleet);
    for (var sweep = 0; sweep < SWEEPS; sweep++) {
      kept.sweep();
    }
  }

  /** What can be measured here. */
  List<Means> means() {
    var means = new ArrayList<>(List.of(Means.values()));
    means.removeIf(each -> !each.goesFor(fleet.addresses().size()));
    if (tools.ansible().isEmpty()) {
      means.remove(Means.ANSIBLE);
    }
    if (tools.parallelSsh().isEmpty()) {
      means.removeAll(List.of(Means.PARALLEL_SSH, Means.PARALLEL_SSH_TUNED));
    }
    return means;
  }

  Seen of(Means means, SshdFleet.State state) throws IOException, InterruptedException {
    return switch (means) {
      case CORDEE -> swept(means, state, kept, sweeps(state));
      case CORDEE_FIRST -> {
        try (var fresh = Sweeper.start(home, fleet)) {
          yield swept(means, state, fresh, 1);
        }
      }
      case SSH -> ran(means, state, pid -> tool.ssh(fleet.addresses(), pid));
      case ANSIBLE ->
          ran(
              means,
              state,
              pid -> tool.ansible(tools.ansible().orElseThrow(), fleet.addresses(), pid));
      case PARALLEL_SSH -> ran(means, state, pid -> parallelSsh(false, pid));
      case PARALLEL_SSH_TUNED -> ran(means, state, pid -> parallelSsh(true, pid));
    };
  }

  private static int sweeps(SshdFleet.State state) {
    return switch (state) {
      case WELL -> SWEEPS;
      // each lasts as long as the time-out: the one in which they fell ill, and the one after it
      case ILL -> 2;
    };
  }

  private Verdicts parallelSsh(boolean tuned, LongConsumer pid)
      throws IOException, InterruptedException {
    return tool.parallelSsh(tools.parallelSsh().orElseThrow(), tuned, fleet.addresses(), pid);
  }

  /** The slowest of several sweeps, and their share of processor time; every verdict counts. */
  private Seen swept(Means means, SshdFleet.State state, Sweeper sweeper, int sweeps)
      throws IOException {
    try (var peak = Peak.watch()) {
      peak.of(sweeper.pid());
      var client = List.of(sweeper.pid());
      var before = Cpu.of(client, fleet.pids());
      var slowest = 0.0;
      var verdicts = new ArrayList<Verdicts>();
      for (var sweep = 0; sweep < sweeps; sweep++) {
        var told = sweeper.sweep();
        slowest = Math.max(slowest, told.seconds());
        explain(told);
        verdicts.add(told.verdicts());
      }
      var used = Cpu.of(client, fleet.pids()).since(before);
      return seen(means, state, slowest, used.shared(sweeps), peak.bytes(), verdicts);
    }
  }

  private interface Look {
    Verdicts look(LongConsumer pid) throws IOException, InterruptedException;
  }

  private Seen ran(Means means, SshdFleet.State state, Look look)
      throws IOException, InterruptedException {
    try (var peak = Peak.watch()) {
      var before = Cpu.ofPrograms(fleet.pids());
      var start = System.nanoTime();
      var verdicts = look.look(peak::of);
      var seconds = (System.nanoTime() - start) / 1e9;
      var used = Cpu.ofPrograms(fleet.pids()).since(before);
      return seen(means, state, seconds, used, peak.bytes(), List.of(verdicts));
    }
  }

  /** Cordée's own mistakes are what this is for. */
  private void explain(Sweeper.Told told) {
    var odd = new ArrayList<>(told.verdicts().wrong(fleet.addresses(), fleet.truth()));
    odd.addAll(told.verdicts().untold(fleet.addresses()));
    for (var node : odd) {
      System.out.printf("  node %s: %s%n", node.node(), told.findings().get(node.node().value()));
    }
  }

  private Seen seen(
      Means means,
      SshdFleet.State state,
      double seconds,
      Cpu used,
      long memory,
      List<Verdicts> verdicts) {
    var nodes = fleet.addresses();
    var truth = fleet.truth();
    return new Seen(
        means,
        nodes.size(),
        state,
        seconds,
        used.client(),
        used.sshd(),
        memory,
        verdicts.stream().mapToLong(each -> each.wrong(nodes, truth).size()).sum(),
        verdicts.stream().mapToLong(each -> each.untold(nodes).size()).sum());
  }

  /** CPU seconds used so far. */
  private record Cpu(double client, double sshd) {
    static Cpu of(Collection<Long> client, Collection<Long> sshds) {
      var now = ProcessTrees.now();
      return new Cpu(now.cpuSeconds(client), now.cpuSeconds(sshds));
    }

    /** Of programs that have ended; no other child of this process may end meanwhile. */
    static Cpu ofPrograms(Collection<Long> sshds) {
      return new Cpu(ProcessTrees.endedChildren(), ProcessTrees.now().cpuSeconds(sshds));
    }

    Cpu since(Cpu earlier) {
      return new Cpu(client - earlier.client, sshd - earlier.sshd);
    }

    Cpu shared(int sweeps) {
      return new Cpu(client / sweeps, sshd / sweeps);
    }
  }

  @Override
  public void close() {
    kept.close();
  }
}
