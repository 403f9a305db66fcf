package dev.cordee.web.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A request that ends in a problem; thrown anywhere below a controller. */
public final class ProblemException extends ErrorResponseException {
  private static final long serialVersionUID = 1;

  private ProblemException(HttpStatus status, ProblemDetail body) {
    super(status, body, null);
  }

  /** A problem with a slug of its own. */
  public static ProblemException of(HttpStatus status, String slug, String detail) {
    return new ProblemException(status, Problem.of(status, slug, detail));
  }

  /** 422 with every field named. */
  public static ProblemException invalidFields(List<Problem.FieldError> errors) {
    return new ProblemException(HttpStatus.UNPROCESSABLE_CONTENT, Problem.invalidFields(errors));
  }

  /** 503: a part we need is down; nothing is known to have changed. */
  public static ProblemException unavailable(String detail, Duration retryAfter) {
    var problem = of(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", detail);
    problem
        .getHeaders()
        .set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
    return problem;
  }

  /** The same problem with more members. */
  public ProblemException with(Map<String, Object> members) {
    members.forEach(getBody()::setProperty);
    return this;
  }
}
