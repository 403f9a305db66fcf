package dev.cordee.web.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps pages of other sites from having a browser act here: it would send the person's password
 * along, and on loopback none is asked for. Browsers say in {@code Sec-Fetch-Site} whose page a
 * request comes from, or, to a server they do not trust, at least its {@code Origin}; programs say
 * neither.
 */
final class CrossSiteFilter extends OncePerRequestFilter {
  private static final String SITE = "Sec-Fetch-Site";
  private static final Set<String> OURS = Set.of("same-origin", "none");
  private static final Set<String> READING =
      Set.of(HttpMethod.GET.name(), HttpMethod.HEAD.name(), HttpMethod.OPTIONS.name());

  /** Has rules of its own for origins, and changes nothing. */
  private static final String CODEC = "/codec/";

  private final Refusals refusals;

  CrossSiteFilter(Refusals refusals) {
    this.refusals = refusals;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return READING.contains(request.getMethod()) || request.getServletPath().startsWith(CODEC);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isOurs(request)) {
      chain.doFilter(request, response);
    } else {
      refusals.crossSite(response);
    }
  }

  private static boolean isOurs(HttpServletRequest request) {
    var site = request.getHeader(SITE);
    return site == null ? !CorsUtils.isCorsRequest(request) : OURS.contains(site);
  }
}
