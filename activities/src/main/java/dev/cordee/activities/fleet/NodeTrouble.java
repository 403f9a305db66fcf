package dev.cordee.activities.fleet;

import dev.cordee.workflows.fleet.Probe.Finding;

/** What was found in the place of an answer. Its message is for a person; it has no stack trace. */
final class NodeTrouble extends Exception {

  /** How sure a trouble is. */
  enum Evidence {
    /** The node, or its system, said so. */
    SEEN,
    /** Only that time went by: if we were late ourselves it proves nothing. */
    SILENCE,
    /** It took the connection and dropped it before a word: too busy for newcomers, or gone. */
    TURNED_AWAY
  }

  /** Characters; a peer may say whatever it likes, before it has proved who it is. */
  private static final int LONGEST = 200;

  private final Finding finding;
  private final Evidence evidence;

  private NodeTrouble(Finding finding, Evidence evidence, String detail) {
    super(harmless(detail), null, false, false);
    this.finding = finding;
    this.evidence = evidence;
  }

  /** No database takes a NUL as text, and no log should take a line break from a stranger. */
  private static String harmless(String detail) {
    var cut = detail.length() > LONGEST ? detail.substring(0, LONGEST) + "…" : detail;
    return cut.replaceAll("\\p{Cntrl}|\\p{Cs}", "�");
  }

  static NodeTrouble seen(Finding finding, String detail) {
    return new NodeTrouble(finding, Evidence.SEEN, detail);
  }

  static NodeTrouble silence(Finding finding, String detail) {
    return new NodeTrouble(finding, Evidence.SILENCE, detail);
  }

  static NodeTrouble turnedAway(String detail) {
    return new NodeTrouble(Finding.NO_BANNER, Evidence.TURNED_AWAY, detail);
  }

  /** Trouble of our own, which says nothing of the node. */
  static NodeTrouble ours(String detail) {
    return new NodeTrouble(Finding.NOT_PROBED, Evidence.SEEN, detail);
  }

  Finding finding() {
    return finding;
  }

  Evidence evidence() {
    return evidence;
  }

  String detail() {
    var message = getMessage();
    return message == null ? "" : message;
  }
}
