package dev.cordee.bench.checkout;

import dev.cordee.bench.CheckoutOptions;
import dev.cordee.bench.Surroundings;
import dev.cordee.bench.baseline.BaselineProcess;
import dev.cordee.bench.baseline.SamplesServer;
import dev.cordee.bench.load.OrderClient;
import dev.cordee.bench.machine.Machine;
import dev.cordee.bench.report.Cell;
import dev.cordee.bench.report.RawNumbers;
import dev.cordee.bench.report.Report;
import dev.cordee.bench.report.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Measures every subject at every level, one after the other, and reports. */
public final class CheckoutBench {
  private final CheckoutOptions options;
  private final Surroundings surroundings;

  public CheckoutBench(CheckoutOptions options, Surroundings surroundings) {
    this.options = options;
    this.surroundings = surroundings;
  }

  /** True when every book agrees. */
  public boolean run() {
    var machine = Machine.now();
    System.out.println(machine);
    try {
      var cells = measure();
      var report = new Report(machine, setting(), cells);
      System.out.println("\n" + report.plain());
      write(options.markdown(), report.markdown());
      write(options.json(), RawNumbers.of(machine, setting(), cells).toJson());
      return report.conserved();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (Exception e) {
      throw new IllegalStateException("no result: " + e.getMessage(), e);
    }
  }

  private List<Cell> measure() throws Exception {
    var api = surroundings.pids().of("api");
    int port = options.baselinePort();
    var temporal = SamplesServer.connect(surroundings.temporal());
    try (var client = new OrderClient();
        var plain = BaselineProcess.start("serve-plain", port, api);
        var samples = BaselineProcess.start("serve-samples", port == 0 ? 0 : port + 1, api)) {
      var contenders =
          List.of(
              new Contender(Subject.PLAIN, plain.uri(), Optional.of(plain.pid())),
              new Contender(Subject.SAMPLES, samples.uri(), Optional.of(samples.pid())),
              new Contender(Subject.CORDEE, surroundings.api(), api));
      var measurement =
          new Measurement(options, surroundings, client, new HistoryLengths(temporal));
      return rounds(contenders, measurement);
    } finally {
      temporal.getWorkflowServiceStubs().shutdownNow();
    }
  }

  /** Subjects take turns within a level, another one first each time: drift hits all alike. */
  private List<Cell> rounds(List<Contender> contenders, Measurement measurement) throws Exception {
    var cells = new ArrayList<Cell>();
    var order = new ArrayList<>(contenders);
    for (var contender : contenders) {
      measurement.prime(contender);
    }
    for (int round = 1; round <= options.rounds(); round++) {
      for (int callers : options.callers()) {
        for (var contender : order) {
          cells.add(measurement.of(contender, callers, round));
        }
        Collections.rotate(order, 1);
      }
    }
    return cells;
  }

  private String setting() {
    return """
    Each subject under load for %d s before anything is measured; then %d round(s), %d s measured \
    after %d s of warm-up per subject and level; 10 %% refused."""
        .formatted(
            options.prime().toSeconds(),
            options.rounds(),
            options.measured().toSeconds(),
            options.warmUp().toSeconds());
  }

  private static void write(Optional<Path> file, String text) throws IOException {
    if (file.isPresent()) {
      Files.writeString(file.get(), text + "\n");
      System.out.println("written: " + file.get());
    }
  }
}
