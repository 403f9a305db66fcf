package dev.cordee.workflows.saga.anysaga;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the steps really did in the world, and what went wrong there for good. */
final class Ledger {
  private final Set<String> present = new HashSet<>();
  private final Map<String, Integer> undos = new HashMap<>();
  private final List<String> wrongs = new ArrayList<>();

  synchronized void apply(String step) {
    if (!present.add(step)) {
      wrong(step + " was done twice");
    }
  }

  synchronized void takeBack(String step, boolean harmless) {
    if (undos.merge(step, 1, Integer::sum) > 1) {
      wrong(step + " was undone twice");
    }
    if (!present.remove(step) && !harmless) {
      wrong(step + " was undone, though it was not done");
    }
  }

  synchronized void wrong(String what) {
    wrongs.add(what);
  }

  synchronized boolean has(String step) {
    return present.contains(step);
  }

  synchronized List<String> wrongs() {
    return List.copyOf(wrongs);
  }

  @Override
  public synchronized String toString() {
    return present.stream().sorted().toList().toString();
  }
}
