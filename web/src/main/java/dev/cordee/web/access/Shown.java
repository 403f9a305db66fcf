package dev.cordee.web.access;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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
  static Authentication accepted(Caller caller) {
    return UsernamePasswordAuthenticationToken.authenticated(
        caller, null, caller.role().authorities());
  }
}
