package dev.cordee.activities.rental;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Makes what a node said fit to be stored and shown: short, on one line, without secrets. */
final class Redaction {
  /** Characters. */
  static final int LONGEST = 500;

  private static final String HIDDEN = "***";

  /** Kept out whoever says it: private keys, password hashes, URLs' passwords, named secrets. */
  private static final List<Pattern> SECRETS =
      List.of(
          Pattern.compile(
              "(?s)()-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|$)"),
          Pattern.compile("()\\$[0-9a-z]{1,7}\\$[./0-9A-Za-z$,=]{8,}"),
          Pattern.compile("(://[^/\\s:@]+:)[^/\\s@]+(?=@)"),
          Pattern.compile(
              "(?i)([\"']?[a-z_-]*(?:password|passwd|passphrase|secret|token|api[_-]?key)[\"']?"
                  + "\\s*[=:]\\s*)(?:\"[^\"]*\"|'[^']*'|[^\\s,;}]+)"));

  private final List<String> values;

  /** Hides these values too, longest first, in case one holds another. */
  Redaction(Collection<String> values) {
    this.values =
        values.stream()
            .filter(value -> !value.isBlank())
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  String of(String text) {
    // a bound before the patterns, so that a flood costs little; far beyond what is kept
    var clean = text.length() > 20 * LONGEST ? text.substring(0, 20 * LONGEST) : text;
    for (var value : values) {
      clean = clean.replace(value, HIDDEN);
    }
    for (var secret : SECRETS) {
      clean = secret.matcher(clean).replaceAll("$1" + HIDDEN.replace("$", "\\$"));
    }
    clean = clean.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST - 1) + "…";
  }
}
