package dev.cordee.bench.load;

import java.util.List;

/**
 * What a closed loop saw.
 *
 * @param all every order, the warm-up's and the last ones included
 * @param opened when the measured window opened, by {@link System#nanoTime}
 * @param before the meter's reading then
 * @param after its reading when the window closed
 */
public record Loaded<M>(List<Ordered> all, long opened, long closed, M before, M after) {

  /** The orders that count: final inside the window. */
  public List<Ordered> measured() {
    return all.stream()
        .filter(order -> order.endedAt() - opened >= 0 && order.endedAt() - closed < 0)
        .toList();
  }

  public double seconds() {
    return (closed - opened) / 1e9;
  }
}
