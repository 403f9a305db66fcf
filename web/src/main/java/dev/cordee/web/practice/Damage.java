package dev.cordee.web.practice;

import java.util.Optional;

/**
 * Something that is broken now.
 *
 * @param target which node or app, where there are several
 * @param state in the words of whoever was asked; empty where there is no more to say
 */
record Damage(Breakage breakage, Optional<String> target, String state) {

  /** As paths name it. */
  public String wire() {
    return breakage.wire();
  }

  /** Key of its name. */
  public String words() {
    return "practice." + wire();
  }

  /** Where it shows. */
  public String watch() {
    return breakage.watch().path();
  }
}
