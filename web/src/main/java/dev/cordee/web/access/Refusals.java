package dev.cordee.web.access;

import dev.cordee.web.http.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import tools.jackson.databind.json.JsonMapper;

/** Says no before a controller is reached: in problem+json, as everybody else does. */
final class Refusals {
  private static final Duration DATABASE_RETRY = Duration.ofSeconds(2);

  /** To whole seconds, of which there is at least one. */
  private static final Duration UP = Duration.ofSeconds(1).minusNanos(1);

  private static final String BASIC = "Basic realm=\"Cordee\", charset=\"UTF-8\"";

  private final JsonMapper json;
  private final RateLimits limits;

  Refusals(JsonMapper json, RateLimits limits) {
    this.json = json;
    this.limits = limits;
  }

  /** Nothing was shown, and something has to be. */
  void unknown(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    challenge(request, response, "Bearer");
    write(
        response,
        Problem.of(
            HttpStatus.UNAUTHORIZED,
            "unauthorized",
            "Authorization: Bearer <key> is required, or Basic with the key as password"));
  }

  /** What was shown is no good, or cannot be looked at. */
  void notAccepted(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    if (why instanceof AuthenticationServiceException) {
      retryAfter(response, DATABASE_RETRY);
      write(
          response,
          Problem.of(
              HttpStatus.SERVICE_UNAVAILABLE,
              "unavailable",
              "whether the key is good cannot be found out now; try again"));
      return;
    }
    limits.failed(request.getRemoteAddr());
    challenge(request, response, "Bearer error=\"invalid_token\"");
    write(
        response,
        Problem.of(
            HttpStatus.UNAUTHORIZED,
            "unauthorized",
            "the key or token is unknown, expired or revoked"));
  }

  /** A known caller that may not. */
  void forbidden(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
      throws IOException {
    response.addHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"");
    write(
        response,
        Problem.of(
            HttpStatus.FORBIDDEN,
            "forbidden",
            role(request) + " may not " + request.getMethod() + " " + request.getServletPath()));
  }

  private static String role(HttpServletRequest request) {
    return Shown.caller(request)
        .map(caller -> "a caller of role " + caller.role().word())
        .orElse("a caller without a role");
  }

  /** One too many. */
  void tooMany(HttpServletResponse response, String who, Duration wait) throws IOException {
    retryAfter(response, wait);
    write(
        response,
        Problem.of(
            HttpStatus.TOO_MANY_REQUESTS,
            "too-many-requests",
            "too many requests of " + who + "; try again after Retry-After seconds"));
  }

  /** A path that means one thing to one reader and another to the next. */
  void ambiguous(
      HttpServletRequest request, HttpServletResponse response, RequestRejectedException why)
      throws IOException {
    write(
        response,
        Problem.of(
            HttpStatus.BAD_REQUEST, "the request's path or host cannot be taken as it is written"));
  }

  /** What a page of another site had a browser send. */
  void crossSite(HttpServletResponse response) throws IOException {
    write(
        response,
        Problem.of(
            HttpStatus.FORBIDDEN, "cross-site", "pages of other sites may not change anything"));
  }

  /** Browsers ask a person for a key when they are told of Basic; programs are told of Bearer. */
  private static void challenge(
      HttpServletRequest request, HttpServletResponse response, String bearer) {
    response.addHeader(HttpHeaders.WWW_AUTHENTICATE, bearer);
    if (request.getServletPath().equals(OperatorGate.PATH) || wantsPage(request)) {
      response.addHeader(HttpHeaders.WWW_AUTHENTICATE, BASIC);
    }
  }

  private static boolean wantsPage(HttpServletRequest request) {
    var accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
  }

  private static void retryAfter(HttpServletResponse response, Duration wait) {
    response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.plus(UP).toSeconds()));
  }

  private void write(HttpServletResponse response, ProblemDetail problem) throws IOException {
    response.setStatus(problem.getStatus());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.getOutputStream().write(json.writeValueAsBytes(problem));
  }
}
