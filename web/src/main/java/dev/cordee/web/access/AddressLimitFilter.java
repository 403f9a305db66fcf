package dev.cordee.web.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Bounds what comes from one address, before anything is looked up for it. */
final class AddressLimitFilter extends OncePerRequestFilter {
  private final RateLimits limits;
  private final Refusals refusals;

  AddressLimitFilter(RateLimits limits, Refusals refusals) {
    this.limits = limits;
    this.refusals = refusals;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return AccessRules.PROBES.matches(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    // what nodes show is not ours to judge, nor to be kept from them by others' bad keys
    var showsKey =
        request.getHeader(HttpHeaders.AUTHORIZATION) != null && !AccessRules.NODES.matches(request);
    var wait = limits.call(request.getRemoteAddr(), showsKey);
    if (wait.isPresent()) {
      refusals.tooMany(response, "this address", wait.get());
    } else {
      chain.doFilter(request, response);
    }
  }
}
