package dev.cordee.web.sales;

import dev.cordee.activities.sales.CensusRepository;
import dev.cordee.web.temporal.SweepSchedule;
import dev.cordee.web.watch.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * What a worker does about sales when it starts: it says whether it is set up for them, and sees to
 * it that they are looked after, beginning now.
 */
final class SalesStart implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(SalesStart.class);
  private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

  /** Without any of these nobody has thought of Azure. */
  private static final Set<String> ACCOUNT =
      Set.of("AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET", "AZURE_SUBSCRIPTION_ID");

  private final List<String> missing;
  private final CensusRepository census;
  private final Optional<SweepSchedule> schedule;
  private List<Loop> loops = List.of();

  /**
   * Prepares it.
   *
   * @param missing settings that this worker lacks
   * @param schedule absent when it lacks any
   */
  SalesStart(List<String> missing, CensusRepository census, Optional<SweepSchedule> schedule) {
    this.missing = missing;
    this.census = census;
    this.schedule = schedule;
  }

  @Override
  public synchronized void start() {
    if (missing.containsAll(ACCOUNT)) {
      log.info("sales are off: no account of Azure is set (AZURE_TENANT_ID and the others)");
    } else if (!missing.isEmpty()) {
      log.warn("sales are off: {} not set", String.join(", ", missing));
    }
    var started = new ArrayList<Loop>();
    started.add(
        Loop.start("telling whether sales are on", TRY_AGAIN, () -> once(this::tellOfSettings)));
    schedule.ifPresent(
        sweeps ->
            started.add(
                Loop.start("schedule of looks at sales", TRY_AGAIN, () -> once(sweeps::ensure))));
    loops = List.copyOf(started);
  }

  private void tellOfSettings() {
    census.setUp(missing);
  }

  private static boolean once(Runnable work) {
    work.run();
    return false;
  }

  @Override
  public synchronized void stop() {
    loops.forEach(Loop::close);
    loops = List.of();
  }

  @Override
  public synchronized boolean isRunning() {
    return !loops.isEmpty();
  }
}
