package dev.cordee.web.http;

import dev.cordee.web.http.Problem.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A JSON object read field by field. Everything wrong with it is collected, so that a client learns
 * of all its mistakes at once.
 */
public final class JsonFields {
  /** What no person types and PostgreSQL, or UTF-8, cannot hold. */
  private static final Pattern NO_TEXT = Pattern.compile("[\\p{Cs}\\p{Cntrl}&&[^\t\r\n]]");

  private final JsonNode body;
  private final String path;
  private final Set<String> known = new HashSet<>();
  private final List<FieldError> errors;

  JsonFields(JsonNode body) {
    this(body, "", new ArrayList<>());
    if (!body.isObject()) {
      errors.add(new FieldError("", "the body must be a JSON object"));
    }
  }

  private JsonFields(JsonNode body, String path, List<FieldError> errors) {
    this.body = body;
    this.path = path;
    this.errors = errors;
  }

  /** A whole number above zero; 0 when it is not one, which {@link #check} then reports. */
  public long positiveInteger(String field) {
    var value = required(field);
    if (value == null) {
      return 0;
    }
    if (!value.isIntegralNumber()) {
      return reject(field, "must be an integer", 0L);
    }
    if (!value.canConvertToLong()) {
      return reject(field, "is too large", 0L);
    }
    return value.longValue() > 0
        ? value.longValue()
        : reject(field, "must be greater than zero", 0L);
  }

  /** A number that fits; empty when it does not, which {@link #check} then reports. */
  public Optional<Double> number(String field, DoublePredicate fits, String otherwise) {
    return Optional.ofNullable(required(field))
        .flatMap(given -> fitting(field, given, fits, otherwise));
  }

  /** A number that may be left out. */
  public Optional<Double> optionalNumber(String field, DoublePredicate fits, String otherwise) {
    return has(field) ? number(field, fits, otherwise) : Optional.empty();
  }

  private Optional<Double> fitting(
      String field, JsonNode value, DoublePredicate fits, String otherwise) {
    if (!value.isNumber()) {
      return reject(field, "must be a number", Optional.empty());
    }
    return fits.test(value.doubleValue())
        ? Optional.of(value.doubleValue())
        : reject(field, otherwise, Optional.empty());
  }

  /** Whether a field was sent, sound or not. */
  public boolean has(String field) {
    known.add(field);
    var value = body.path(field);
    return !value.isMissingNode() && !value.isNull();
  }

  /** Whether a field was sent, and says that it has no value. */
  public boolean isNull(String field) {
    known.add(field);
    return body.path(field).isNull();
  }

  /** Yes or no; no when it is left out, or neither, which {@link #check} then reports. */
  public boolean flag(String field) {
    if (!has(field)) {
      return false;
    }
    var value = body.path(field);
    return value.isBoolean() ? value.booleanValue() : reject(field, "must be true or false", false);
  }

  /** Notes that a field, read well, cannot be what it says; {@link #check} then reports it. */
  public void refuse(String field, String message) {
    errors.add(new FieldError(path + field, message));
  }

  /** Text that says something; empty when it does not, which {@link #check} then reports. */
  public String text(String field, int longest) {
    var value = required(field);
    return Optional.ofNullable(value)
        .flatMap(given -> sound(field, given, longest))
        .map(text -> text.isEmpty() ? reject(field, "must not be blank", "") : text)
        .orElse("");
  }

  /**
   * Text just as it was sent, for whoever has rules of its own; empty when it is none, which {@link
   * #check} then reports.
   */
  public Optional<String> verbatim(String field) {
    return Optional.ofNullable(required(field))
        .flatMap(
            given ->
                given.isString()
                    ? Optional.of(given.stringValue())
                    : reject(field, "must be a string", Optional.empty()));
  }

  /** Text that may be left out; what is blank counts as left out. */
  public Optional<String> optionalText(String field, int longest) {
    return has(field)
        ? sound(field, body.path(field), longest).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  private Optional<String> sound(String field, JsonNode value, int longest) {
    if (!value.isString()) {
      return reject(field, "must be a string", Optional.empty());
    }
    var text = value.stringValue().strip();
    if (text.length() > longest) {
      return reject(field, "may be " + longest + " characters at most", Optional.empty());
    }
    return NO_TEXT.matcher(text).find()
        ? reject(field, "must not hold control characters", Optional.empty())
        : Optional.of(text);
  }

  /**
   * A list of objects, at least one; empty when it is none, which {@link #check} then reports.
   *
   * @param most it may hold
   * @param item reads one of them
   */
  public <T> List<T> list(String field, int most, Function<JsonFields, T> item) {
    var value = required(field);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray()) {
      return reject(field, "must be a list", List.of());
    }
    if (value.isEmpty()) {
      return reject(field, "must hold at least one", List.of());
    }
    if (value.size() > most) {
      return reject(field, "may hold " + most + " at most", List.of());
    }
    var items = new ArrayList<T>();
    for (var i = 0; i < value.size(); i++) {
      element(field + "[" + i + "]", value.get(i), item).ifPresent(items::add);
    }
    return List.copyOf(items);
  }

  private <T> Optional<T> element(String name, JsonNode value, Function<JsonFields, T> item) {
    if (!value.isObject()) {
      return reject(name, "must be an object", Optional.empty());
    }
    var fields = new JsonFields(value, path + name + ".", errors);
    var read = item.apply(fields);
    fields.rejectUnknown();
    return Optional.of(read);
  }

  private @Nullable JsonNode required(String field) {
    return has(field) ? body.path(field) : reject(field, "is required", null);
  }

  private <T extends @Nullable Object> T reject(String field, String message, T instead) {
    if (body.isObject()) {
      errors.add(new FieldError(path + field, message));
    }
    return instead;
  }

  private void rejectUnknown() {
    body.propertyNames().stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> reject(name, "is not a known field", name));
  }

  /**
   * To be called when every field was read.
   *
   * @throws ProblemException 422 naming each field that is wrong, missing or unknown
   */
  public void check() {
    if (body.isObject()) {
      rejectUnknown();
    }
    if (!errors.isEmpty()) {
      throw ProblemException.invalidFields(List.copyOf(errors));
    }
  }
}
