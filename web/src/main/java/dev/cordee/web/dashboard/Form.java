package dev.cordee.web.dashboard;

import dev.cordee.web.http.Problem;
import dev.cordee.web.http.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What somebody filled in: each field is read once, and all that is wrong is told together. */
public final class Form {
  /** The longest reason, as everywhere in the API. */
  public static final int LONGEST_REASON = 500;

  private final Map<String, String> fields;
  private final List<Problem.FieldError> errors = new ArrayList<>();

  /** Reads the parameters of a request. */
  public Form(Map<String, String> fields) {
    this.fields = fields;
  }

  /** A text that must be there. */
  public String text(String field, int longest) {
    var text = optionalText(field, longest);
    if (text.isEmpty()) {
      errors.add(new Problem.FieldError(field, "must not be empty"));
    }
    return text.orElse("");
  }

  /** A text that may be left out. */
  public Optional<String> optionalText(String field, int longest) {
    var text = fields.getOrDefault(field, "").replace("\r\n", "\n").strip();
    if (text.length() > longest || text.chars().anyMatch(Form::isUnfit)) {
      errors.add(
          new Problem.FieldError(
              field, "must be at most " + longest + " characters, without control characters"));
      return Optional.of("");
    }
    return Optional.of(text).filter(said -> !said.isEmpty());
  }

  private static boolean isUnfit(int character) {
    return Character.isISOControl(character) && character != '\n';
  }

  /** Why something is to be done. */
  public String reason() {
    return text("reason", LONGEST_REASON);
  }

  /** The same where it may be left out. */
  public String optionalReason() {
    return optionalText("reason", LONGEST_REASON).orElse("");
  }

  /** Adds what only the caller can know. */
  public void reject(String field, String message) {
    errors.add(new Problem.FieldError(field, message));
  }

  /**
   * To be called once all is read.
   *
   * @throws ProblemException 422 that names each field
   */
  public void check() {
    if (!errors.isEmpty()) {
      throw ProblemException.invalidFields(List.copyOf(errors));
    }
  }
}
