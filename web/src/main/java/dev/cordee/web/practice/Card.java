package dev.cordee.web.practice;

import java.util.List;

/**
 * A breakage as the page shows it.
 *
 * @param targets that it can be done to now; none when there is nothing of the kind here
 * @param choose whether a person has to choose one of them
 */
record Card(
    String wire, String words, String watch, List<String> targets, boolean choose, boolean broken) {

  static Card of(Breakage breakage, Scene scene) {
    return new Card(
        breakage.wire(),
        "practice." + breakage.wire(),
        breakage.watch().path(),
        scene.targets(breakage),
        breakage.means().needsTarget(),
        scene.isBroken(breakage));
  }

  /** Id of the choice: what was chosen is kept as long as there is the same to choose from. */
  public String choice() {
    return "choice-" + wire + "-" + String.join("-", targets);
  }
}
