package dev.cordee.bench;

import dev.cordee.bench.baseline.PlainServer;
import dev.cordee.bench.baseline.SamplesServer;
import dev.cordee.bench.checkout.CheckoutBench;
import dev.cordee.bench.fleet.rental.FalseAlarms;
import dev.cordee.bench.fleet.rental.RentalBench;
import dev.cordee.bench.fleet.rental.RentalOptions;
import dev.cordee.bench.fleet.sweep.SweepBench;
import dev.cordee.bench.fleet.sweep.SweepOptions;
import dev.cordee.bench.fleet.sweep.SweepServer;
import dev.cordee.bench.machine.OwnProgram;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Entry point. Ends with 0 when all is well, 1 when the books do not agree, 2 for bad usage. */
public final class BenchApplication {
  private static final int BAD_USAGE = 2;

  private BenchApplication() {}

  public static void main(String[] args) {
    // below the idle limits of every server asked: the side that sends must be first to close
    System.getProperties().putIfAbsent("jdk.httpclient.keepalive.timeout", "10");
    int status;
    try {
      status = run(Arrays.asList(args));
    } catch (UsageException e) {
      System.err.println(e.getMessage());
      System.err.println();
      System.err.println(Usage.TEXT);
      status = BAD_USAGE;
    } catch (RuntimeException | IOException | InterruptedException e) {
      System.err.println("the benchmark could not go on: " + e.getMessage());
      e.printStackTrace(System.err);
      status = 1;
    }
    if (status >= 0) {
      System.exit(status);
    }
  }

  /** The exit status; negative for a server, which runs until it is ended. */
  private static int run(List<String> args) throws IOException, InterruptedException {
    if (args.contains("--help") || args.contains("-h")) {
      System.out.println(Usage.TEXT);
      return 0;
    }
    var named = !args.isEmpty() && !args.getFirst().startsWith("--");
    var command = named ? args.getFirst() : "checkout";
    var rest = named ? args.subList(1, args.size()) : args;
    return switch (command) {
      case "checkout" -> {
        var options = CheckoutOptions.parse(rest);
        yield new CheckoutBench(options, Surroundings.of(System.getenv())).run() ? 0 : 1;
      }
      case "serve-plain" -> {
        OwnProgram.endWithParent();
        PlainServer.start(CheckoutOptions.port(rest), Surroundings.of(System.getenv()));
        yield -1;
      }
      case "serve-samples" -> {
        OwnProgram.endWithParent();
        SamplesServer.start(CheckoutOptions.port(rest), Surroundings.of(System.getenv()));
        yield -1;
      }
      case "fleet-sweeps" ->
          new SweepBench(SweepOptions.parse(rest, System.getenv())).run() ? 0 : 1;
      case "fleet-rentals" ->
          new RentalBench(RentalOptions.parse(rest, System.getenv())).run() ? 0 : 1;
      case "fleet-false-alarms" ->
          new FalseAlarms(RentalOptions.parse(rest, System.getenv())).run() ? 0 : 1;
      case "serve-sweeps" -> {
        SweepServer.run(rest);
        yield 0;
      }
      default -> throw new UsageException("\"" + command + "\": no such benchmark");
    };
  }
}
