package dev.cordee.web.access;

import java.net.http.HttpClient;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.web.client.RestTemplate;

/** Takes the tokens that an identity provider signed, for us, and not too long ago. */
final class OidcTokens {

  private static final Logger log = LoggerFactory.getLogger(OidcTokens.class);

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
    var decoder = new SupplierJwtDecoder(this::decoder);
    var provider = new JwtAuthenticationProvider(token -> decoded(token, decoder));
    var callers = new OidcCallers(settings);
    provider.setJwtAuthenticationConverter(callers::accepted);
    return provider;
  }

  private Jwt decoded(String token, JwtDecoder decoder) {
    try {
      return decoder.decode(token);
    } catch (JwtDecoderInitializationException e) {
      log.warn(
          "{} is not answering, its tokens cannot be looked at: {}",
          settings.issuer(),
          e.getMessage());
      // not the token's fault, as a bad one's would be
      throw new JwtException("the identity provider is not answering", e);
    }
  }

  private JwtDecoder decoder() {
    var http =
        new JdkClientHttpRequestFactory(HttpClient.newBuilder().connectTimeout(LIMIT).build());
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
