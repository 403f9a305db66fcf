package dev.cordee.sandbox.azure;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The fates ordered and not yet met, oldest first. */
final class Fates {
  private final List<Fate> waiting = new ArrayList<>();

  synchronized Fate order(JsonNode order) {
    Fate fate = Fate.read(order);
    waiting.add(fate);
    return fate;
  }

  synchronized List<Fate> list() {
    return List.copyOf(waiting);
  }

  synchronized void clear() {
    waiting.clear();
  }

  /** The fate of an operation that begins now. */
  synchronized Fate next(Operation.Kind kind, String name) {
    for (int i = 0; i < waiting.size(); i++) {
      Fate fate = waiting.get(i);
      if (fate.concerns(kind, name)) {
        if (fate.times() > 1) {
          waiting.set(i, fate.once());
        } else {
          waiting.remove(i);
        }
        return fate;
      }
    }
    return Fate.usual(kind);
  }
}
