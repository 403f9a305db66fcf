package dev.cordee.web.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;

/** Reads from a token that was taken who calls. */
final class OidcCallers {
  private final OidcSettings settings;

  OidcCallers(OidcSettings settings) {
    this.settings = settings;
  }

  /** A token that names no role of ours is a good one, and opens nothing. */
  AbstractAuthenticationToken accepted(Jwt token) {
    var name = settings.issuer() + " " + token.getSubject();
    return caller(token, name)
        .map(Shown::accepted)
        .orElseGet(() -> Shown.acceptedWithoutRole(name));
  }

  private Optional<Caller> caller(Jwt token, String name) {
    var words = words(at(token.getClaims(), settings.rolesClaim()));
    // the mightiest one comes first
    return Arrays.stream(Role.values())
        .filter(role -> words.contains(role.word()))
        .findFirst()
        .flatMap(role -> caller(token, name, role));
  }

  private Optional<Caller> caller(Jwt token, String name, Role role) {
    return role == Role.CLIENT
        ? client(token).map(client -> new Caller(role, name, Optional.of(client)))
        : Optional.of(new Caller(role, name, Optional.empty()));
  }

  private Optional<String> client(Jwt token) {
    return at(token.getClaims(), settings.clientClaim())
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .map(String::strip)
        .filter(Caller::isClient);
  }

  private static List<String> words(Optional<Object> claim) {
    return switch (claim.orElse("")) {
      case String text -> List.of(text.split(" "));
      case Collection<?> list -> list.stream().map(String::valueOf).toList();
      default -> List.of();
    };
  }

  /** A claim by its name, or, inside another, by its path. */
  private static Optional<Object> at(Map<?, ?> claims, String path) {
    if (claims.containsKey(path)) {
      return Optional.ofNullable(claims.get(path));
    }
    var dot = path.indexOf('.');
    return dot > 0 && claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner
        ? at(inner, path.substring(dot + 1))
        : Optional.empty();
  }
}
