package dev.cordee.bench.fleet.rental;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The stack's nodes broken and mended by the launcher. */
final class Nodes {
  private final Path launcher;

  Nodes(Path launcher) {
    this.launcher = launcher;
  }

  void act(String action, String node) throws IOException, InterruptedException {
    Commands.run(List.of(launcher.toString(), "node", action, node), Map.of());
  }
}
