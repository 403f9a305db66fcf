package dev.cordee.web.access;

import java.time.Duration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.web.client.RestTemplate;

/** Takes the tokens that an identity provider signed, for us, and not too long ago. */
final class OidcTokens {

  /** Of a provider that is asked for its keys, now and then. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private static final OAuth2TokenValidatorResult NOT_FOR_US =
      OAuth2TokenValidatorResult.failure(
          new OAuth2Error(
              OAuth2ErrorCodes.INVALID_TOKEN,
              "the token must name our audience, whom it is about, and when it expires",
              null));

  private final OidcSettings settings;

  OidcTokens(OidcSettings settings) {
    this.settings = settings;
  }

  JwtAuthenticationProvider provider() {
    // asked at the first token: a provider that is down keeps nobody with a key out
    var provider = new JwtAuthenticationProvider(new SupplierJwtDecoder(this::decoder));
    var callers = new OidcCallers(settings);
    provider.setJwtAuthenticationConverter(callers::accepted);
    return provider;
  }

  private JwtDecoder decoder() {
    var http = new JdkClientHttpRequestFactory();
    http.setReadTimeout(LIMIT);
    var decoder =
        NimbusJwtDecoder.withIssuerLocation(settings.issuer())
            .restOperations(new RestTemplate(http))
            // looked at below, where the type of RFC 9068 is known too
            .validateType(false)
            .build();
    var types = new JwtTypeValidator("JWT", "at+jwt");
    types.setAllowEmpty(true);
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            types,
            new JwtTimestampValidator(),
            new JwtIssuerValidator(settings.issuer()),
            this::isForUs));
    return decoder;
  }

  /** What the standard validators let pass when it is not there, too. */
  private OAuth2TokenValidatorResult isForUs(Jwt token) {
    var audience = token.getAudience();
    var whole = token.getExpiresAt() != null && token.getSubject() != null;
    return whole && audience != null && audience.contains(settings.audience())
        ? OAuth2TokenValidatorResult.success()
        : NOT_FOR_US;
  }
}
