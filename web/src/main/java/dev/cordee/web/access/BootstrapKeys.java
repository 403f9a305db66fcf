package dev.cordee.web.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;

/** Knows the keys that are settings; needs no database. */
final class BootstrapKeys implements AuthenticationProvider {

  private record Known(SecretHash hash, Caller caller) {}

  private final List<Known> keys = new ArrayList<>();

  BootstrapKeys(AccessSettings settings) {
    add(settings.apiKey(), new Caller(Role.OPERATOR, "operator", Optional.empty()));
    add(settings.viewerKey(), new Caller(Role.VIEWER, "viewer", Optional.empty()));
  }

  private void add(String key, Caller caller) {
    if (!key.isEmpty()) {
      keys.add(new Known(SecretHash.of(key), caller));
    }
  }

  @Override
  public @Nullable Authentication authenticate(Authentication shown) {
    var secret = Shown.secret(shown);
    return keys.stream()
        .filter(known -> known.hash().isOf(secret))
        .map(known -> Shown.accepted(known.caller()))
        .findFirst()
        .orElse(null);
  }

  @Override
  public boolean supports(Class<?> kind) {
    return Shown.isOneOf(kind);
  }
}
