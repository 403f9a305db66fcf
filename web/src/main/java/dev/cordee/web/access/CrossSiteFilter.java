package dev.cordee.web.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps pages of other sites from having a browser act here: it would send the person's password
 * along, and on loopback none is asked for. Every browser says in {@code Sec-Fetch-Site} whose page
 * a request comes from; programs say nothing, and mean it.
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
    var site = request.getHeader(SITE);
    if (site == null || OURS.contains(site)) {
      chain.doFilter(request, response);
    } else {
      refusals.crossSite(response);
    }
  }
}
