package dev.cordee.web.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Bounds what comes from one caller, from wherever it comes. */
final class CallerLimitFilter extends OncePerRequestFilter {
  private final RateLimits limits;
  private final Refusals refusals;

  CallerLimitFilter(RateLimits limits, Refusals refusals) {
    this.limits = limits;
    this.refusals = refusals;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var wait = Shown.caller(request).flatMap(limits::call);
    if (wait.isPresent()) {
      refusals.tooMany(response, "this key", wait.get());
    } else {
      chain.doFilter(request, response);
    }
  }
}
