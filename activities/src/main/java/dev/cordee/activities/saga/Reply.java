package dev.cordee.activities.saga;

import java.util.regex.Pattern;

/** What came back from a peer, before anyone decides what it means. */
public sealed interface Reply {
  /** A whole HTTP answer. */
  record Answer(int status, String body) implements Reply {
    private static final int EXCERPT = 200;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    /** For a person: the status and the beginning of the body. */
    public String describe() {
      var text = excerpt();
      return "answered " + status + (text.isEmpty() ? "" : ": " + text);
    }

    /** The beginning of the body; what is no text in it, such as NUL, no database would take. */
    public String excerpt() {
      var text = UNPRINTABLE.matcher(body).replaceAll(" ").strip();
      return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "…";
    }
  }

  /** The request never left: connection refused, name unknown, connecting took too long. */
  record NotSent(String reason) implements Reply {}

  /** The request may have arrived: time-out or connection lost before an answer. */
  record NoAnswer(String reason) implements Reply {}
}
