package dev.cordee.web.http;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** Problem details with a stable type: {@code urn:cordee:problem:<slug>}. */
public final class Problem {
  private Problem() {}

  /** One field that cannot be taken as it is. */
  public record FieldError(String field, String message) {}

  /** A problem of a kind clients can tell by its slug. */
  public static ProblemDetail of(HttpStatusCode status, String slug, String detail) {
    var problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create("urn:cordee:problem:" + slug));
    return problem;
  }

  /** A problem for a status that needs no kind of its own. */
  public static ProblemDetail of(HttpStatusCode status, String detail) {
    var known = HttpStatus.resolve(status.value());
    var slug =
        known == null
            ? "http-" + status.value()
            : known.getReasonPhrase().toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
    return of(status, slug, detail);
  }

  static ProblemDetail invalidFields(List<FieldError> errors) {
    var first = errors.get(0);
    var problem =
        of(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "invalid-fields",
            first.field().isEmpty() ? first.message() : first.field() + ": " + first.message());
    problem.setProperties(Map.of("errors", errors));
    return problem;
  }
}
