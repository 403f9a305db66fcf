package dev.cordee.bench.fleet.sweep;

import dev.cordee.bench.fleet.sshd.SshdFleet;
import dev.cordee.bench.fleet.sshd.SshdHome;
import dev.cordee.bench.machine.OwnProgram;
import dev.cordee.workflows.fleet.NodeAddress;
import dev.cordee.workflows.fleet.Probe.Finding;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A {@link SweepServer} and the wire to it. */
final class Sweeper implements AutoCloseable {
  /** As the launcher starts the worker. */
  private static final List<String> AS_THE_WORKER =
      List.of("-XX:+UseSerialGC", "-Xmx512m", "--enable-native-access=ALL-UNNAMED");

  private final Process process;
  private final BufferedReader out;
  private final BufferedWriter in;
  private final Map<Long, NodeAddress> nodes;

  private Sweeper(Process process, List<NodeAddress> nodes) {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
    this.in = process.outputWriter(StandardCharsets.UTF_8);
    this.nodes =
        nodes.stream().collect(Collectors.toMap(node -> node.node().value(), Function.identity()));
  }

  /** Starts one that has not seen a node yet. */
  static Sweeper start(SshdHome home, SshdFleet fleet) throws IOException {
    var file = home.folder().resolve("fleet");
    Files.write(file, fleet.addresses().stream().map(SweepServer::line).toList());
    var builder =
        new ProcessBuilder(
                OwnProgram.command(
                    AS_THE_WORKER,
                    "serve-sweeps",
                    file.toString(),
                    SshdHome.user(),
                    home.clientKey().privateKey().toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    OwnProgram.endWithUs(builder);
    var sweeper = new Sweeper(builder.start(), fleet.addresses());
    sweeper.answer(SweepServer.READY);
    return sweeper;
  }

  /**
   * A sweep as it was told.
   *
   * @param seconds by the sweeper's clock
   * @param findings in the prober's words, by node
   */
  record Told(double seconds, Verdicts verdicts, Map<Long, String> findings) {}

  Told sweep() throws IOException {
    in.write("sweep\n");
    in.flush();
    return parse(answer(""), nodes);
  }

  static Told parse(String line, Map<Long, NodeAddress> nodes) {
    var words = line.split(" ", -1);
    var alive = new HashMap<Integer, Boolean>();
    var findings = new HashMap<Long, String>();
    for (var word : Arrays.asList(words).subList(1, words.length)) {
      var pair = word.split("=", -1);
      var port = Objects.requireNonNull(nodes.get(Long.valueOf(pair[0])), word).port();
      findings.put(Long.valueOf(pair[0]), pair[1]);
      switch (Finding.valueOf(pair[1]).meaning()) {
        case ALIVE -> alive.put(port, true);
        case SILENT -> alive.put(port, false);
        // "somebody else" of a node that is itself, or no evidence: no verdict
        case STRANGER, NOTHING -> {}
      }
    }
    return new Told(Long.parseLong(words[0]) / 1e9, new Verdicts(alive), findings);
  }

  private String answer(String beginning) throws IOException {
    var line = out.readLine();
    if (line == null || !line.startsWith(beginning)) {
      throw new IOException("the sweeper ended, or said \"" + line + "\"");
    }
    return line;
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
