package dev.cordee.web.http;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns every failure below a controller into problem+json. */
@RestControllerAdvice
class ProblemHandler extends ResponseEntityExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

  @ExceptionHandler(DataAccessException.class)
  ResponseEntity<ProblemDetail> databaseDown(DataAccessException e) {
    log.warn("PostgreSQL is not answering: {}", e.getMessage());
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, "2")
        .body(
            Problem.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "unavailable",
                "the journal's database is not answering; try again"));
  }

  @ExceptionHandler(Exception.class)
  ResponseEntity<ProblemDetail> unexpected(Exception e) {
    log.error("unexpected failure of a request", e);
    return ResponseEntity.internalServerError()
        .body(
            Problem.of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal-error",
                "an error of Cordée's own; its log has the details"));
  }

  @Override
  protected ResponseEntity<Object> createResponseEntity(
      @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    var problem =
        body instanceof ProblemDetail detail && !hasType(detail) ? typed(detail, status) : body;
    // said outright: with an Accept that cannot be read, Spring would send no body at all
    var withType = new HttpHeaders(headers);
    withType.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    return super.createResponseEntity(problem, withType, status, request);
  }

  private static boolean hasType(ProblemDetail detail) {
    return detail.getType() != null && !detail.getType().toString().equals("about:blank");
  }

  private static ProblemDetail typed(ProblemDetail detail, HttpStatusCode status) {
    var text = Objects.requireNonNullElse(detail.getDetail(), "");
    detail.setType(Objects.requireNonNull(Problem.of(status, text).getType()));
    return detail;
  }
}
