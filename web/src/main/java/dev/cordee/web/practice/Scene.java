package dev.cordee.web.practice;

import java.util.List;

/**
 * What there is to break now, and what is broken.
 *
 * @param damages of which the way back is known
 * @param strange faults that somebody set by other means
 * @param nodes that the launcher made, by name
 * @param apps whose engines there are
 * @param parts processes that run on their own, by name
 * @param troubles why some of this is not known, in words
 * @param isKnown whether the launcher has told what runs
 */
record Scene(
    List<Damage> damages,
    List<String> strange,
    List<String> nodes,
    List<String> apps,
    List<String> parts,
    List<String> troubles,
    boolean isKnown) {

  public boolean isBroken() {
    return !damages.isEmpty() || !strange.isEmpty();
  }

  /** What a breakage can be done to; a single empty choice where there is nothing to choose. */
  List<String> targets(Breakage breakage) {
    return switch (breakage.means()) {
      case Means.Node _ -> nodes;
      case Means.Engine _ -> apps;
      case Means.Part(var name, _, _) -> parts.contains(name) ? List.of(name) : List.of();
      case Means.Faults _ -> List.of("sandbox");
    };
  }

  boolean isBroken(Breakage breakage) {
    return damages.stream().anyMatch(damage -> damage.breakage() == breakage);
  }
}
