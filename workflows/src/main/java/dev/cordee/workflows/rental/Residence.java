package dev.cordee.workflows.rental;

import dev.cordee.workflows.fleet.FollowUp;
import dev.cordee.workflows.fleet.NodeId;
import io.temporal.failure.ActivityFailure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a rental lives: the node it holds, and those it held before. */
final class Residence {
  private final RentalActivities tables;
  private @Nullable Tenancy last;
  private int leftEpoch;
  private boolean wasActive;

  Residence(RentalActivities tables) {
    this.tables = tables;
  }

  /** What a run before this one had, as when its workflow was reset. */
  void resume(RentalActivities.Opened opened) {
    opened.held().ifPresent(this::hold);
    wasActive = opened.wasActive();
  }

  /** A node is held for it from now on. */
  void hold(Tenancy given) {
    last = given;
  }

  /** Of the last placement; 0 before the first. */
  int epoch() {
    return last == null ? 0 : last.epoch();
  }

  /** Whether a placement is the one that has not been left. */
  boolean isIn(int ofEpoch) {
    return ofEpoch == epoch() && ofEpoch > leftEpoch;
  }

  Optional<NodeId> lastNode() {
    return Optional.ofNullable(last).map(tenancy -> tenancy.node().node());
  }

  /** Whether its tenant ever had a node to log in to. */
  boolean wasActive() {
    return wasActive;
  }

  /** Makes the account, and lets the tenant in. */
  Provisioned moveIn(Tenancy given) {
    var made = create(given);
    if (made instanceof Provisioned.Done) {
      tables.activate(given);
      wasActive = true;
    }
    return made;
  }

  private Provisioned create(Tenancy given) {
    try {
      return RentalStubs.creating(wasActive).create(given);
    } catch (ActivityFailure noWorkerCould) {
      return new Provisioned.Unreachable(
          "no worker could run the playbook: " + noWorkerCould.getCause());
    }
  }

  /**
   * What was given and could not be used. A node that only could not be reached is not to blame.
   */
  void giveBack(Provisioned made, String why) {
    var isTheNodesFault =
        switch (made) {
          case Provisioned.Failed _, Provisioned.Refused _ -> true;
          case Provisioned.Done _, Provisioned.Unreachable _ -> false;
        };
    leave(wasActive ? RentalStatus.MIGRATING : RentalStatus.PROVISIONING, why, isTheNodesFault);
  }

  /** The node stays held until it is clean; a silent one is cleaned by whoever hears it again. */
  void leave(RentalStatus next, String why) {
    leave(next, why, false);
  }

  private void leave(RentalStatus next, String why, boolean setAside) {
    var tenancy = last;
    if (tenancy != null) {
      var answers = tables.leave(tenancy, next, why, setAside);
      leftEpoch = tenancy.epoch();
      if (answers) {
        FollowUp.clean(tenancy.node().node());
      }
    }
  }
}
