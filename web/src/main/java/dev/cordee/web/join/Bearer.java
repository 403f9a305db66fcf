package dev.cordee.web.join;

import dev.cordee.activities.join.Secret;
import dev.cordee.web.http.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** The secret that a node shows with a request. */
final class Bearer {
  private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([!-~]{1,255})");

  private Bearer() {}

  /**
   * Reads it.
   *
   * @throws ProblemException 401 when there is none, or more than one
   */
  static Secret of(HttpServletRequest request) {
    List<String> values = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
    var bearer = BEARER.matcher(values.size() == 1 ? values.getFirst() : "");
    if (!bearer.matches()) {
      throw unauthorized("Authorization: Bearer <token> is required");
    }
    return Secret.shown(bearer.group(1));
  }

  static ProblemException unauthorized(String detail) {
    var problem = ProblemException.of(HttpStatus.UNAUTHORIZED, "unauthorized", detail);
    problem.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    return problem;
  }
}
