package dev.cordee.web.practice;

import java.util.List;

/** What the launcher is told to do; what is broken afterwards is known as soon as it is done. */
final class LauncherJobs {
  private final Launcher launcher;
  private final Machines machines;
  private final Jobs jobs;

  LauncherJobs(Launcher launcher, Machines machines, Jobs jobs) {
    this.launcher = launcher;
    this.machines = machines;
    this.jobs = jobs;
  }

  void start(String target, List<String> words) {
    start(target, Launcher.typed(words), List.of(words));
  }

  /** One command after another, as long as none fails. */
  void start(String target, String what, List<List<String>> commands) {
    jobs.start(target, what, () -> run(commands));
  }

  private String run(List<List<String>> commands) throws Exception {
    var said = "";
    try {
      for (var words : commands) {
        said = launcher.act(words);
      }
    } finally {
      machines.look();
    }
    return said;
  }
}
