package dev.cordee.web.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/** Asks for {@code Authorization: Bearer <key>} on everything but the health probes. */
final class ApiKeyFilter extends OncePerRequestFilter {
  private final byte[] expected;
  private final JsonMapper json;

  ApiKeyFilter(String key, JsonMapper json) {
    this.expected = ("Bearer " + key).getBytes(StandardCharsets.UTF_8);
    this.json = json;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    // the path as it is dispatched, not as it was typed: /health/../api must not slip through
    var path = request.getServletPath();
    return path.equals("/health")
        || path.startsWith("/health/")
        || path.equals(HealthCheckRoute.PATH);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (matches(request.getHeader(HttpHeaders.AUTHORIZATION))) {
      chain.doFilter(request, response);
      return;
    }
    response.setStatus(HttpStatus.UNAUTHORIZED.value());
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    var problem =
        Problem.of(
            HttpStatus.UNAUTHORIZED, "unauthorized", "Authorization: Bearer <key> is required");
    response.getOutputStream().write(json.writeValueAsBytes(problem));
  }

  /** In constant time, so that a key cannot be found out letter by letter. */
  private boolean matches(@Nullable String header) {
    return header != null
        && MessageDigest.isEqual(header.getBytes(StandardCharsets.UTF_8), expected);
  }
}
