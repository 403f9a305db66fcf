package dev.cordee.web.join;

import dev.cordee.activities.fleet.NodeRepository;
import dev.cordee.activities.join.DynamicNodes;
import dev.cordee.activities.join.Heartbeats;
import dev.cordee.web.fleet.FleetStarter;
import dev.cordee.web.watch.Loop;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * What goes on in every worker for nodes that joined by themselves: newcomers are looked at, apart
 * from the sweeps and a few at a time; so are those that are not heard any more; and those that are
 * gone for long are forgotten.
 */
final class JoinWatch implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(JoinWatch.class);

  private static final Duration READ_NEWCOMERS = Duration.ofSeconds(2);
  private static final Duration READ_HEARTBEATS = Duration.ofSeconds(5);
  private static final Duration READ_FORGOTTEN = Duration.ofMinutes(1);

  /** However many somebody makes up, no more than these are looked at at one time. */
  private static final int NEWCOMERS_AT_ONCE = 20;

  /** As the fleet's watch. */
  private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 1;

  /**
   * How patient it is.
   *
   * @param newcomersAgain how long after a look at a newcomer the next is due
   * @param heartbeatTimeout how long a node may say nothing
   * @param forgetAfter how long one must be gone to be forgotten
   */
  record Patience(Duration newcomersAgain, Duration heartbeatTimeout, Duration forgetAfter) {}

  private final Patience patience;
  private final NodeRepository nodes;
  private final Heartbeats heartbeats;
  private final DynamicNodes dynamic;
  private final FleetStarter starter;
  private List<Loop> loops = List.of();

  JoinWatch(
      Patience patience,
      NodeRepository nodes,
      Heartbeats heartbeats,
      DynamicNodes dynamic,
      FleetStarter starter) {
    this.patience = patience;
    this.nodes = nodes;
    this.heartbeats = heartbeats;
    this.dynamic = dynamic;
    this.starter = starter;
  }

  @Override
  public synchronized void start() {
    loops =
        List.of(
            Loop.start("newcomers", READ_NEWCOMERS, this::lookAtNewcomers),
            Loop.start("heartbeats", READ_HEARTBEATS, this::lookAtTheLate),
            Loop.start("forgetting", READ_FORGOTTEN, this::forget));
  }

  private boolean lookAtNewcomers() {
    var newcomers = nodes.newcomers(patience.newcomersAgain(), NEWCOMERS_AT_ONCE);
    if (!newcomers.isEmpty()) {
      starter.checkNewcomers(newcomers);
    }
    return true;
  }

  private boolean lookAtTheLate() {
    var why = "no heartbeat for " + patience.heartbeatTimeout().toSeconds() + " s";
    for (var late : heartbeats.missed(patience.heartbeatTimeout())) {
      starter.check(List.of(late), why);
    }
    return true;
  }

  private boolean forget() {
    for (var node : dynamic.forget(patience.forgetAfter())) {
      log.info("node {} is forgotten: nothing was heard of it for too long", node);
    }
    return true;
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

  @Override
  public int getPhase() {
    return PHASE;
  }
}
