package dev.cordee.web.access;

import java.net.URI;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An identity provider.
 *
 * @param issuer as its tokens name it, and where {@code /.well-known/openid-configuration} is found
 * @param audience what a token must be meant for; a token for another service is not for us
 * @param rolesClaim where a token names roles, such as {@code realm_access.roles}
 * @param clientClaim where it names the client that a caller of role client acts for
 */
record OidcSettings(
    @DefaultValue("") String issuer,
    @DefaultValue("") String audience,
    @DefaultValue("roles") String rolesClaim,
    @DefaultValue("client_id") String clientClaim) {

  OidcSettings {
    if (!issuer.isEmpty() && !isHttp(issuer)) {
      throw new IllegalStateException("cordee.oidc.issuer=" + issuer + " is no HTTP address");
    }
    if (!issuer.isEmpty() && audience.isEmpty()) {
      throw new IllegalStateException(
          "cordee.oidc.audience is empty: tokens made for any service of "
              + issuer
              + " would be taken; set it to what tokens for Cordée name");
    }
  }

  boolean isOn() {
    return !issuer.isEmpty();
  }

  private static boolean isHttp(String text) {
    try {
      var address = URI.create(text);
      return address.getHost() != null && String.valueOf(address.getScheme()).startsWith("http");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
