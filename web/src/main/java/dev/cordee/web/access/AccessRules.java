package dev.cordee.web.access;

import static dev.cordee.web.access.Role.CLIENT;
import static dev.cordee.web.access.Role.OPERATOR;
import static dev.cordee.web.access.Role.VIEWER;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import jakarta.servlet.DispatcherType;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Who may do what: the whole table. What it does not name takes an operator. */
final class AccessRules {
  /** Asks nothing: orchestrators of containers have no key. */
  static final RequestMatcher PROBES = any(at(GET, "/health", "/health/**", "/health-check"));

  /** Called by nodes, who show what they have to the controllers behind. */
  static final RequestMatcher NODES = any(at(POST, "/api/register", "/api/heartbeat"));

  /** The dashboard's own files, which tell nothing. */
  static final RequestMatcher ASSETS = any(at(GET, "/ui/assets/**", "/webjars/**"));

  private AccessRules() {}

  static void table(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          calls) {
    calls
        // the rest of a call that was let in, or the telling of what went wrong with it
        .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
        .permitAll()
        .requestMatchers(PROBES, NODES, ASSETS)
        .permitAll()
        .requestMatchers(at(GET, "/docs", "/docs/**", "/swagger-ui/**"))
        .hasAnyAuthority(words(OPERATOR, VIEWER, CLIENT))
        .requestMatchers(
            at(
                GET,
                "/",
                "/ui/**",
                "/metrics",
                "/api/fleet",
                "/api/nodes/**",
                "/api/repairs/**",
                "/sales/**"))
        .hasAnyAuthority(words(OPERATOR, VIEWER))
        .requestMatchers(at(GET, "/api/commande/**", "/saga/order/**", "/api/rentals/**"))
        .hasAnyAuthority(words(OPERATOR, VIEWER, CLIENT))
        .requestMatchers(at(POST, "/api/commande/checkout", "/api/commande/{id}/annulation"))
        .hasAnyAuthority(words(OPERATOR, CLIENT))
        .requestMatchers(at(POST, "/saga/order", "/api/rent", "/api/rentals/{id}/extend"))
        .hasAnyAuthority(words(OPERATOR, CLIENT))
        .requestMatchers(at(DELETE, "/api/rentals/{id}"))
        .hasAnyAuthority(words(OPERATOR, CLIENT))
        .anyRequest()
        .hasAuthority(OPERATOR.word());
  }

  private static RequestMatcher[] at(HttpMethod method, String... paths) {
    return Stream.of(paths)
        .map(path -> PathPatternRequestMatcher.withDefaults().matcher(method, path))
        .toArray(RequestMatcher[]::new);
  }

  private static RequestMatcher any(RequestMatcher... matchers) {
    return new OrRequestMatcher(matchers);
  }

  private static String[] words(Role... roles) {
    return Arrays.stream(roles).map(Role::word).toArray(String[]::new);
  }
}
