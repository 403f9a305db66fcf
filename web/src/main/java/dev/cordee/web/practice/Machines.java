package dev.cordee.web.practice;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The processes and nodes there are. The launcher takes a moment to tell, so who asks gets what it
 * told last, and has it asked again when that is old.
 */
final class Machines {
  private static final Logger log = LoggerFactory.getLogger(Machines.class);
  private static final Duration OLD = Duration.ofMillis(1500);
  private static final List<String> STATUS = List.of("status", "--json");

  /**
   * What was told.
   *
   * @param trouble why there is no newer word; empty when there is
   */
  record Seen(List<Machine> machines, Instant at, Optional<String> trouble) {
    private static final Seen NOTHING = new Seen(List.of(), Instant.EPOCH, Optional.empty());

    /** Whether the launcher has said anything yet. */
    boolean isKnown() {
      return !at.equals(Instant.EPOCH);
    }

    Optional<Machine> named(String name) {
      return machines.stream().filter(machine -> machine.name().equals(name)).findFirst();
    }

    List<Machine> nodes() {
      return machines.stream().filter(Machine::isNode).toList();
    }
  }

  private final Launcher launcher;
  private final JsonMapper json;
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile Seen seen = Seen.NOTHING;

  Machines(Launcher launcher, JsonMapper json) {
    this.launcher = launcher;
    this.json = json;
  }

  /** What is known now; never waits. */
  Seen seen() {
    var known = seen;
    var isOld = known.at().plus(OLD).isBefore(Instant.now());
    if (isOld && asking.compareAndSet(false, true)) {
      Thread.ofVirtual().name("cordee-practice-status").start(this::ask);
    }
    return known;
  }

  /** Has it asked now, and waits for that: after something was done. */
  void look() throws InterruptedException {
    try {
      seen = new Seen(told(), Instant.now(), Optional.empty());
    } catch (IOException | JacksonException e) {
      log.info("practice: the launcher does not tell what runs: {}", e.toString());
      seen = new Seen(seen.machines(), Instant.now(), Optional.of(String.valueOf(e.getMessage())));
    }
  }

  private void ask() {
    try {
      look();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      asking.set(false);
    }
  }

  /** It fails when something does not run, and tells what all the same. */
  private List<Machine> told() throws IOException, InterruptedException {
    var text = launcher.ask(STATUS).text();
    if (text.isBlank()) {
      throw new IOException("the launcher said nothing");
    }
    return json.readTree(text).valueStream().map(Machine::of).toList();
  }
}
