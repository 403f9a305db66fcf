package dev.cordee.web.fleet;

import dev.cordee.activities.fleet.NodeInventory;
import dev.cordee.activities.fleet.NodeRepository;
import dev.cordee.activities.fleet.NodeWatch;
import dev.cordee.web.temporal.SweepSchedule;
import dev.cordee.web.watch.Loop;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * What goes on in every worker between sweeps: rented nodes are watched over their open
 * connections, and what the tables say is to be done is seen to, should a signal have been lost.
 */
final class FleetWatch implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(FleetWatch.class);

  /** A node is watched so soon after it is let. */
  private static final Duration READ_RENTED = Duration.ofSeconds(2);

  private static final Duration READ_TODO = Duration.ofSeconds(10);

  private static final Duration TRY_SCHEDULE = Duration.ofSeconds(1);

  /** Before the workers poll, and until they are drained. */
  private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 1;

  private final Inventory inventory;
  private final NodeInventory tables;
  private final NodeRepository nodes;
  private final NodeWatch watch;
  private final SweepSchedule schedule;
  private final FollowUps followUps;
  private List<Loop> loops = List.of();

  FleetWatch(
      Inventory inventory,
      NodeInventory tables,
      NodeRepository nodes,
      NodeWatch watch,
      SweepSchedule schedule,
      FollowUps followUps) {
    this.inventory = inventory;
    this.tables = tables;
    this.nodes = nodes;
    this.watch = watch;
    this.schedule = schedule;
    this.followUps = followUps;
  }

  /** Fails when the inventory cannot be understood. */
  @Override
  public synchronized void start() {
    if (inventory.isGiven()) {
      var listed = inventory.read();
      var changes = tables.reconcile(listed);
      log.info("{} nodes are listed; since the last start: {}", listed.size(), changes);
    }
    loops =
        List.of(
            Loop.start("schedule of sweeps", TRY_SCHEDULE, this::scheduled),
            Loop.start("watch of rented nodes", READ_RENTED, this::watchRented),
            Loop.start("follow-up", READ_TODO, this::followUp));
  }

  private boolean scheduled() {
    schedule.ensure();
    return false;
  }

  private boolean watchRented() {
    watch.watch(nodes.rented());
    return true;
  }

  private boolean followUp() {
    followUps.startIfNeeded();
    return true;
  }

  @Override
  public synchronized void stop() {
    loops.forEach(Loop::close);
    loops = List.of();
    watch.close();
  }

  @Override
  public synchronized boolean isRunning() {
    return !loops.isEmpty();
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
