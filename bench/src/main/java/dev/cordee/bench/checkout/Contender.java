package dev.cordee.bench.checkout;

import dev.cordee.bench.machine.CpuClock;
import dev.cordee.bench.machine.Pids;
import dev.cordee.bench.report.Cell.Cpu;
import dev.cordee.bench.report.Subject;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A subject that is up.
 *
 * @param pid its own process; empty where unknown
 */
record Contender(Subject subject, URI uri, Optional<Long> pid) {

  /** CPU time used so far by the servers everyone shares, and by this subject. */
  Cpu cpu(Pids pids) {
    return new Cpu(
        sum(CpuClock.seconds(pids.of("postgres")), CpuClock.seconds(pids.of("temporal"))),
        CpuClock.seconds(pid));
  }

  private static OptionalDouble sum(OptionalDouble one, OptionalDouble other) {
    return one.isPresent() && other.isPresent()
        ? OptionalDouble.of(one.getAsDouble() + other.getAsDouble())
        : OptionalDouble.empty();
  }
}
