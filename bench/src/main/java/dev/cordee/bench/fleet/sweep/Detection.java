package dev.cordee.bench.fleet.sweep;

import dev.cordee.activities.fleet.Canary;
import dev.cordee.activities.fleet.FleetMetrics;
import dev.cordee.activities.fleet.NodeConnections;
import dev.cordee.activities.fleet.NodeProber;
import dev.cordee.activities.fleet.NodeWatch;
import dev.cordee.activities.fleet.SshSettings;
import dev.cordee.bench.fleet.sshd.Sshd;
import dev.cordee.bench.fleet.sshd.SshdFleet;
import dev.cordee.bench.fleet.sshd.SshdHome;
import dev.cordee.workflows.fleet.Depth;
import dev.cordee.workflows.fleet.Probe.Meaning;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** How soon the loss of a rented node is told of, and how soon it is certain. */
final class Detection {
  /** As the sweep workflow: cordee.fleet.reprobe-interval and dead-after. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  private static final int DEAD_AFTER = 3;

  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final SshdHome home;

  Detection(SshdHome home) {
    this.home = home;
  }

  /** A way to lose a node. */
  enum Loss {
    KILLED("kill -9") {
      @Override
      void strike(Sshd sshd) throws IOException, InterruptedException {
        sshd.stop();
      }
    },
    FROZEN("SIGSTOP") {
      @Override
      void strike(Sshd sshd) throws IOException, InterruptedException {
        sshd.freeze();
      }
    };

    private final String label;

    Loss(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }

    abstract void strike(Sshd sshd) throws IOException, InterruptedException;
  }

  /**
   * One loss.
   *
   * @param told seconds until the watch told of trouble
   * @param certain seconds until the third miss in a row
   */
  record Lost(Loss loss, double told, double certain) {}

  Lost time(Loss loss) throws IOException, InterruptedException {
    var settings = SshSettings.of(SshdHome.user(), home.clientKey().privateKey());
    var metrics = new FleetMetrics(new SimpleMeterRegistry());
    var told = new LinkedBlockingQueue<Long>();
    try (var fleet = SshdFleet.start(home, 1);
        var connections = new NodeConnections(settings);
        var canary = new Canary();
        var watch =
            new NodeWatch(
                settings, connections, (_, _, _) -> told.add(System.nanoTime()), metrics)) {
      var prober = new NodeProber(settings, connections, canary, metrics);
      watch.watch(Set.copyOf(fleet.addresses()));
      awaitConnection(connections);
      return lose(fleet.first(), loss, prober, told);
    }
  }

  private static void awaitConnection(NodeConnections connections) throws InterruptedException {
    var end = System.nanoTime() + LONGEST.toNanos();
    while (connections.count() == 0) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the watch opened no connection");
      }
      Thread.sleep(10);
    }
    // anywhere between two keep-alives
    Thread.sleep((long) (Math.random() * 1000));
  }

  private static Lost lose(Sshd sshd, Loss loss, NodeProber prober, LinkedBlockingQueue<Long> told)
      throws IOException, InterruptedException {
    var start = System.nanoTime();
    loss.strike(sshd);
    var trouble = told.poll(LONGEST.toSeconds(), TimeUnit.SECONDS);
    if (trouble == null) {
      throw new IllegalStateException("the watch told of no trouble within " + LONGEST);
    }
    for (var misses = 0; ; ) {
      var meaning =
          prober.probe(List.of(sshd.address()), Depth.LOGIN).getFirst().finding().meaning();
      misses = meaning == Meaning.SILENT ? misses + 1 : 0;
      if (misses == DEAD_AFTER) {
        return new Lost(loss, (trouble - start) / 1e9, (System.nanoTime() - start) / 1e9);
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
  }
}
