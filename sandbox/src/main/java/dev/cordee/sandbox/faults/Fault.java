package dev.cordee.sandbox.faults;

import dev.cordee.sandbox.service.Asked;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;

/** One fault set: which requests it hits, and the gate at which it holds them. */
final class Fault {
  private final String id;
  private final FaultSpec spec;
  private final SplittableRandom draws;
  private Gate gate = Gate.SHUT;
  private boolean armed = true;
  private long hits;
  private int held;

  Fault(String id, FaultSpec spec) {
    this.id = id;
    this.spec = spec;
    this.draws = new SplittableRandom(spec.seed());
  }

  String id() {
    return id;
  }

  FaultSpec spec() {
    return spec;
  }

  /** Whether this request is hit; a hit counts. */
  synchronized boolean hits(Asked asked) {
    if (!armed || !spec.concerns(asked)) {
      return false;
    }
    if (spec.probability() < 1 && draws.nextDouble() >= spec.probability()) {
      return false;
    }
    hits++;
    armed = spec.times() == null || hits < spec.times();
    return true;
  }

  /** Waits at the gate; true to go on, false when the request is given up. */
  synchronized boolean hold() {
    held++;
    try {
      while (gate == Gate.SHUT) {
        wait();
      }
    } catch (InterruptedException e) {
      // the sandbox closes: nobody is left to answer
      Thread.currentThread().interrupt();
      return false;
    } finally {
      held--;
    }
    return gate == Gate.OPEN;
  }

  /** Lets held requests go on; no more are hit. */
  synchronized void release() {
    open(Gate.OPEN);
  }

  /** Gives held requests up: their connections close, what was not done stays undone. */
  synchronized void abandon() {
    open(Gate.ABANDONED);
  }

  synchronized Status status() {
    return new Status(id, armed, hits, held, spec.order());
  }

  private void open(Gate how) {
    armed = false;
    if (gate == Gate.SHUT) {
      gate = how;
    }
    notifyAll();
  }

  private enum Gate {
    SHUT,
    OPEN,
    ABANDONED
  }

  /**
   * How a fault is doing.
   *
   * @param armed whether it can still hit
   * @param hits requests hit so far
   * @param held requests waiting at its gate now
   * @param fault as ordered
   */
  record Status(String id, boolean armed, long hits, int held, JsonNode fault) {}
}
