package dev.cordee.activities.fleet;

import dev.cordee.workflows.fleet.Depth;
import dev.cordee.workflows.fleet.NodeAddress;
import dev.cordee.workflows.fleet.Probe;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A prober with all that it needs, and a key that sshds of this rig's folder let in. */
final class FleetRig implements AutoCloseable {

  /** Less than the default, so that running out of it is soon over. */
  static final Duration TIMEOUT = Duration.ofMillis(3500);

  final SshSettings settings;
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final FleetMetrics metrics = new FleetMetrics(meters);
  final NodeConnections connections;
  final NodeProber prober;
  final Canary canary;

  FleetRig(Path clientKey) throws IOException {
    settings = SshSettings.of(System.getProperty("user.name"), clientKey).withProbeTimeout(TIMEOUT);
    connections = new NodeConnections(settings);
    canary = new Canary();
    prober = new NodeProber(settings, connections, canary, metrics);
  }

  Probe look(NodeAddress node) throws InterruptedException {
    return prober.probe(List.of(node), Depth.OPEN_CONNECTION).getFirst();
  }

  Probe logIn(NodeAddress node) throws InterruptedException {
    return prober.probe(List.of(node), Depth.LOGIN).getFirst();
  }

  @Override
  public void close() throws IOException {
    connections.close();
    canary.close();
  }
}
