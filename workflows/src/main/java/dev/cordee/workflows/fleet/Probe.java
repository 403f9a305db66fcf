package dev.cordee.workflows.fleet;

import java.time.Duration;

/**
 * What one look at a node told.
 *
 * @param detail for a person, such as the error's words
 * @param took time spent on the node; waiting in our own line is not counted
 * @param login whether it logged in anew; false when an open connection answered
 */
public record Probe(NodeId node, Finding finding, String detail, Duration took, boolean login) {

  /** Kinds of answers, by what follows from them. */
  public enum Finding {
    ANSWERED(Meaning.ALIVE),
    /** Its name has no address, as that of a container that was stopped. */
    NAME_UNKNOWN(Meaning.SILENT),
    /** Nobody listens there, or there is no way to it. */
    REFUSED(Meaning.SILENT),
    TIMED_OUT(Meaning.SILENT),
    /** It accepted a connection, and dropped it, said nothing, or spoke no SSH. */
    NO_BANNER(Meaning.SILENT),
    CONNECTION_LOST(Meaning.SILENT),
    /** It let us in, and could not run a command. */
    COMMAND_FAILED(Meaning.SILENT),
    HOST_KEY_CHANGED(Meaning.STRANGER),
    LOGIN_REFUSED(Meaning.STRANGER),
    /** This probe was not made in time: it tells of us, not of the node. */
    NOT_PROBED(Meaning.NOTHING);

    private final Meaning meaning;

    Finding(Meaning meaning) {
      this.meaning = meaning;
    }

    public Meaning meaning() {
      return meaning;
    }
  }

  /** What follows from a finding. */
  public enum Meaning {
    ALIVE,
    /** A miss; enough of them are death. */
    SILENT,
    /** Not the node we know: neither alive nor dead, a person must look. */
    STRANGER,
    /** No evidence either way. */
    NOTHING
  }
}
