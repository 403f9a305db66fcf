package dev.cordee.workflows.saga.anysaga;

import java.util.ArrayList;
import java.util.List;

/** What happened, line by line, for whoever must understand a failure. */
final class Story {
  private final List<String> lines = new ArrayList<>();

  synchronized void tell(String line) {
    lines.add(line);
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public synchronized String toString() {
    return "\n  " + String.join("\n  ", lines);
  }
}
