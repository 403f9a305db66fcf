package dev.cordee.web.http;

import dev.cordee.web.http.Problem.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A JSON object read field by field. Everything wrong with it is collected, so that a client learns
 * of all its mistakes at once.
 */
public final class JsonFields {
  private final JsonNode body;
  private final Set<String> known = new HashSet<>();
  private final List<FieldError> errors = new ArrayList<>();

  JsonFields(JsonNode body) {
    this.body = body;
    if (!body.isObject()) {
      errors.add(new FieldError("", "the body must be a JSON object"));
    }
  }

  /** A whole number above zero; 0 when it is not one, which {@link #check} then reports. */
  public long positiveInteger(String field) {
    known.add(field);
    var value = body.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return reject(field, "is required");
    }
    if (!value.isIntegralNumber()) {
      return reject(field, "must be an integer");
    }
    if (!value.canConvertToLong()) {
      return reject(field, "is too large");
    }
    return value.longValue() > 0 ? value.longValue() : reject(field, "must be greater than zero");
  }

  private long reject(String field, String message) {
    if (body.isObject()) {
      errors.add(new FieldError(field, message));
    }
    return 0;
  }

  /**
   * To be called when every field was read.
   *
   * @throws ProblemException 422 naming each field that is wrong, missing or unknown
   */
  public void check() {
    if (body.isObject()) {
      body.propertyNames().stream()
          .filter(name -> !known.contains(name))
          .forEach(name -> errors.add(new FieldError(name, "is not a known field")));
    }
    if (!errors.isEmpty()) {
      throw ProblemException.invalidFields(List.copyOf(errors));
    }
  }
}
