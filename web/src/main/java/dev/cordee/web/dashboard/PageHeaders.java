package dev.cordee.web.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;

/** What a browser is told about each page: nothing but our own files, in nobody's frame. */
final class PageHeaders implements HandlerInterceptor {
  /** Of the progress bar that Turbo brings; another version may bring another. */
  private static final String TURBOS_STYLE = "sha256-WAyOw4V+FqDc35lQPyRADLBWbuNK8ahvYEaQIYF1+Ps=";

  private static final String POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self' '" + TURBOS_STYLE + "'",
          "img-src 'self' data:",
          "connect-src 'self'",
          "form-action 'self'",
          "base-uri 'none'",
          "frame-ancestors 'none'");

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "same-origin");
    if (!request.getRequestURI().startsWith("/ui/assets/")) {
      // whoever uses this browser next may not be who looks now
      response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }
    return true;
  }
}
