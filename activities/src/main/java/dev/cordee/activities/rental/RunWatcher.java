package dev.cordee.activities.rental;

/** Looks on while a playbook runs. Whatever it throws ends the run, with all its processes. */
@FunctionalInterface
public interface RunWatcher {

  /**
   * Called soon after each event of the playbook, and about every second when there is none.
   *
   * @param task the one at work; empty before the first
   */
  void at(String task);
}
