package dev.cordee.web.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;

/** A client's name for one request, so that a repeat of it is known as one. */
public record IdempotencyKey(String value) {
  /** Name of the header. */
  public static final String HEADER = "Idempotency-Key";

  private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]{1,255}");

  /**
   * The request's key, if it carries one.
   *
   * @throws ProblemException 400 when it is not 1 to 255 visible ASCII characters, or given twice
   */
  public static Optional<IdempotencyKey> of(HttpServletRequest request) {
    List<String> values = Collections.list(request.getHeaders(HEADER));
    if (values.isEmpty()) {
      return Optional.empty();
    }
    if (values.size() > 1 || !VISIBLE_ASCII.matcher(values.get(0)).matches()) {
      throw ProblemException.of(
          HttpStatus.BAD_REQUEST,
          "invalid-idempotency-key",
          HEADER + ": must be given once, as 1 to 255 visible ASCII characters");
    }
    return Optional.of(new IdempotencyKey(values.get(0)));
  }
}
