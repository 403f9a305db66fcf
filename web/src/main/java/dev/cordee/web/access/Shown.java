package dev.cordee.web.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.authentication.www.BasicAuthenticationConverter;

/**
 * What a caller shows of itself: {@code Authorization: Bearer <key or token>}, or the key as the
 * password of Basic, which is what a browser can ask a person for.
 */
final class Shown {
  private static final String BEARER = "Bearer ";
  private static final BasicAuthenticationConverter BASIC = new BasicAuthenticationConverter();

  private Shown() {}

  /** Null when nothing is shown, or in a way we do not know. */
  static @Nullable Authentication in(HttpServletRequest request) {
    var header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return BASIC.convert(request);
    }
    var secret = header.substring(BEARER.length()).strip();
    return secret.isEmpty() ? null : new BearerTokenAuthenticationToken(secret);
  }

  static boolean isOneOf(Class<?> kind) {
    return kind == BearerTokenAuthenticationToken.class
        || kind == UsernamePasswordAuthenticationToken.class;
  }

  static String secret(Authentication shown) {
    return String.valueOf(shown.getCredentials());
  }

  /** Of a caller who is who it says; without its secret, which nobody needs from here on. */
  static AbstractAuthenticationToken accepted(Caller caller) {
    return UsernamePasswordAuthenticationToken.authenticated(
        caller, null, caller.role().authorities());
  }

  /** Of one who is known, and may do nothing. */
  static AbstractAuthenticationToken acceptedWithoutRole(String name) {
    return UsernamePasswordAuthenticationToken.authenticated(name, null, List.of());
  }

  /** Who calls; empty before that is known, and of one who may do nothing. */
  static Optional<Caller> caller(HttpServletRequest request) {
    return request.getUserPrincipal() instanceof Authentication known
            && known.getPrincipal() instanceof Caller caller
        ? Optional.of(caller)
        : Optional.empty();
  }
}
