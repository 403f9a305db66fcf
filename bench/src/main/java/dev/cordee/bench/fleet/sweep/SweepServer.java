package dev.cordee.bench.fleet.sweep;

import dev.cordee.activities.fleet.Canary;
import dev.cordee.activities.fleet.FleetMetrics;
import dev.cordee.activities.fleet.NodeConnections;
import dev.cordee.activities.fleet.NodeProber;
import dev.cordee.activities.fleet.SshSettings;
import dev.cordee.bench.machine.OwnProgram;
import dev.cordee.workflows.fleet.NodeAddress;
import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.fleet.Probe;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Cordée's prober in a process of its own, with the worker's settings: sweeps once for each line it
 * is sent, and says what it found.
 */
public final class SweepServer {
  /** Before the first sweep. */
  static final String READY = "ready";

  private SweepServer() {}

  /**
   * Runs until its input ends.
   *
   * @param args a file with a node per line (number, host, port, host key), the user, the key
   */
  public static void run(List<String> args) throws IOException, InterruptedException {
    OwnProgram.endWithParent();
    var fleet =
        Files.readAllLines(Path.of(args.getFirst())).stream().map(SweepServer::node).toList();
    var settings = SshSettings.of(args.get(1), Path.of(args.get(2)));
    try (var connections = new NodeConnections(settings);
        var canary = new Canary()) {
      var metrics = new FleetMetrics(new SimpleMeterRegistry());
      serve(new NodeProber(settings, connections, canary, metrics), fleet);
    }
  }

  private static void serve(NodeProber prober, List<NodeAddress> fleet)
      throws IOException, InterruptedException {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println(READY);
    while (in.readLine() != null) {
      var sweep = prober.sweep(fleet);
      System.out.println(
          sweep.took().toNanos()
              + sweep.probes().stream().map(SweepServer::word).collect(Collectors.joining()));
    }
  }

  private static String word(Probe probe) {
    return " " + probe.node() + "=" + probe.finding();
  }

  static String line(NodeAddress node) {
    return "%d %s %d %s".formatted(node.node().value(), node.host(), node.port(), node.hostKey());
  }

  static NodeAddress node(String line) {
    var words = line.split(" ", 4);
    return new NodeAddress(
        new NodeId(Long.parseLong(words[0])), words[1], Integer.parseInt(words[2]), words[3]);
  }
}
