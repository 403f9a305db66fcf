package dev.cordee.web.dashboard;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What a page may be about: it is drawn anew when something of it has changed. */
public enum Topic {
  SAGAS,
  FLEET,
  RENTALS,
  SALES,
  /** The processes and servers that Cordée consists of, and needs. */
  PARTS,
  /** Nothing that tells of its changes: drawn anew every few seconds. */
  PULSE;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Those named in a comma list; what is none is left out. */
  static Set<Topic> parse(String list) {
    var found = EnumSet.noneOf(Topic.class);
    for (var word : list.split(",", -1)) {
      Stream.of(values()).filter(topic -> topic.word().equals(word.strip())).forEach(found::add);
    }
    return found;
  }
}
