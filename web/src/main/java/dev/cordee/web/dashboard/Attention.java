package dev.cordee.web.dashboard;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Something a person should look at.
 *
 * @param words key of a sentence that says what is the matter
 * @param values the sentence's
 * @param recorded what was recorded of it, such as the last error; may be empty
 * @param since when it began; empty where that is not known
 * @param path the page where it is understood and put right
 */
public record Attention(
    Urgency urgency,
    String words,
    List<Object> values,
    String recorded,
    Optional<Instant> since,
    String path) {

  /** The most urgent, and of those the oldest, first. */
  public static final Comparator<Attention> ORDER =
      Comparator.comparing(Attention::urgency)
          .thenComparing(entry -> entry.since().orElse(Instant.EPOCH));

  /** How soon. */
  public enum Urgency {
    /** Somebody waits for it, or pays for it, now. */
    NOW("bad"),
    /** It goes on by itself, for how long nobody knows. */
    SOON("warn");

    private final String tone;

    Urgency(String tone) {
      this.tone = tone;
    }

    /** Of its badge. */
    public String tone() {
      return tone;
    }
  }

  /** The values as templates pass them on. */
  public Object[] arguments() {
    return values.toArray();
  }
}
