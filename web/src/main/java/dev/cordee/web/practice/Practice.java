package dev.cordee.web.practice;

import dev.cordee.web.http.Problem;
import dev.cordee.web.http.ProblemException;
import java.util.List;
import java.util.Optional;

/** Breaks what is there to be broken, and mends it. Nothing here waits for the launcher. */
final class Practice {
  static final String TARGET = "target";

  /** Whatever runs, one after another; what runs already is left alone. */
  private static final List<List<String>> ALL =
      List.of(
          List.of("start", "temporal"),
          List.of("worker", "start"),
          List.of("node", "start", "all"));

  private static final String EVERYTHING = "everything";
  private static final String CUSTOMER = "customer";

  private final SceneReader scenes;
  private final StandIns standIns;
  private final LauncherJobs launcher;
  private final Customers customers;
  private final Jobs jobs;

  Practice(
      SceneReader scenes,
      StandIns standIns,
      LauncherJobs launcher,
      Customers customers,
      Jobs jobs) {
    this.scenes = scenes;
    this.standIns = standIns;
    this.launcher = launcher;
    this.customers = customers;
    this.jobs = jobs;
  }

  Scene scene() {
    return scenes.read();
  }

  /** What was ordered lately, the newest first. */
  List<Job> jobs() {
    return jobs.latest();
  }

  /**
   * Breaks something.
   *
   * @param target which one, where there are several
   * @param permission of whoever breaks it, which a customer who is sent after it shows too
   */
  void damage(Breakage breakage, Optional<String> target, Optional<String> permission) {
    switch (breakage.means()) {
      case Means.Part(var name, var verb, _) -> {
        require(breakage, Optional.of(name));
        launcher.start(name, List.of(verb, name));
      }
      case Means.Node(var verb, _) -> {
        var node = require(breakage, target);
        launcher.start(node, List.of("node", verb, node));
      }
      case Means.Engine() -> standIns.stop(require(breakage, target));
      case Means.Faults faults -> {
        if (breakage == Breakage.UNDO_LOST) {
          jobs.start(
              CUSTOMER,
              "1 order",
              () -> {
                standIns.set(faults);
                return customers.order(permission);
              });
        } else {
          standIns.set(faults);
        }
      }
    }
  }

  /** Takes it back. */
  void mend(Breakage breakage, Optional<String> target) {
    switch (breakage.means()) {
      case Means.Part(var name, _, _) -> {
        require(breakage, Optional.of(name));
        launcher.start(name, List.of("start", name));
      }
      case Means.Node _ -> {
        var node = require(breakage, target);
        launcher.start(node, List.of("node", "start", node));
      }
      case Means.Engine() -> standIns.start(require(breakage, target));
      case Means.Faults faults -> standIns.clear(faults);
    }
  }

  /** Takes back whatever was broken, by whomever. */
  void mendAll() {
    try {
      standIns.clearAll();
      standIns.engines().stream()
          .filter(StandIns.Engine::isSilent)
          .forEach(engine -> standIns.start(engine.app()));
    } catch (ProblemException away) {
      // a sandbox that has to be started knows of no faults
    }
    launcher.start(EVERYTHING, "start what does not run", ALL);
  }

  /** Sends customers. */
  void send(Errand errand, Optional<String> permission) {
    jobs.start(errand.wire(), errand.wire(), () -> customers.send(errand, permission));
  }

  private String require(Breakage breakage, Optional<String> target) {
    var known = scenes.read().targets(breakage);
    return target
        .filter(known::contains)
        .orElseThrow(
            () ->
                ProblemException.invalidFields(
                    List.of(new Problem.FieldError(TARGET, "must be one of " + known))));
  }
}
