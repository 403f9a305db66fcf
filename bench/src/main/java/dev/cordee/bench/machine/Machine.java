package dev.cordee.bench.machine;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * Where a run took place.
 *
 * @param load average of the last minute when the run began; negative where unknown
 */
public record Machine(int cores, double load, String system, String java) {

  /** The machine as it is now. */
  public static Machine now() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        system.getSystemLoadAverage(),
        system.getName() + " " + system.getArch(),
        Runtime.version().toString());
  }

  @Override
  public String toString() {
    var average = load < 0 ? "–" : String.format(Locale.ROOT, "%.2f", load);
    return "%d cores shared by all, load average %s at the start, %s, Java %s"
        .formatted(cores, average, system, java);
  }
}
