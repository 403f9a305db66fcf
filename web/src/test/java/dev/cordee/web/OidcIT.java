package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tokens of an identity provider, the sound ones and those that only look so. */
class OidcIT {
  private static final String GATE = "/auth/operator";
  private static final Duration BEYOND_ANY_SKEW = Duration.ofMinutes(-5);

  private static Issuer issuer;
  private static Cordee cordee;

  @BeforeAll
  static void start() throws IOException, JOSEException {
    issuer = Issuer.start();
    cordee = Cordee.apiOnly(settings(issuer, "cordee.oidc.client-claim=azp"));
  }

  private static String[] settings(Issuer by, String more) {
    return new String[] {
      "cordee.api-key=" + Keyring.OPERATOR,
      "cordee.oidc.issuer=" + by.name(),
      "cordee.oidc.audience=" + Issuer.AUDIENCE,
      more
    };
  }

  @AfterAll
  static void stop() {
    cordee.close();
    issuer.close();
  }

  @Test
  void aTokensRoleIsItsCallers() throws JOSEException {
    with(issuer.claims()).get(GATE).expect(204);
    var viewer = with(issuer.claims().claim("roles", "openid viewer"));
    viewer.get("/api/fleet").expect(200);
    viewer.get(GATE).expectProblem(403, "forbidden");
    cordee.api().as(Keyring.OPERATOR).get(GATE).expect(204);
  }

  @Test
  void aClientOfTheProviderSeesItsOwn() throws JOSEException {
    var client = issuer.claims().claim("roles", List.of("client")).claim("azp", "alice");

    with(client).get("/api/rentals").expect(200);
    with(client).get("/api/rentals?client_id=bob").expectProblem(422, "invalid-fields");
    with(client).get("/api/fleet").expectProblem(403, "forbidden");
    with(client.claim("azp", null)).get("/api/rentals").expectProblem(403, "forbidden");
  }

  @Test
  void whoHasNoRoleHereIsKnownAndMayDoNothing() throws JOSEException {
    with(issuer.claims().claim("roles", List.of("accountant", "OPERATOR")))
        .get("/api/rentals")
        .expectProblem(403, "forbidden");
    with(issuer.claims().claim("roles", null)).get("/docs").expectProblem(403, "forbidden");
  }

  @Test
  void whatOnlyLooksLikeATokenOpensNothing() throws JOSEException {
    refused(issuer.token(issuer.claims().audience("other")));
    refused(issuer.token(issuer.claims().audience((String) null)));
    refused(issuer.token(issuer.claims().issuer("http://127.0.0.1:1")));
    refused(issuer.token(issuer.claims().issuer(null)));
    refused(issuer.token(issuer.claims().subject(null)));
    refused(issuer.token(issuer.claims().expirationTime(Issuer.in(BEYOND_ANY_SKEW))));
    refused(issuer.token(issuer.claims().expirationTime(null)));
    refused(issuer.token(issuer.claims().notBeforeTime(Issuer.in(Duration.ofMinutes(10)))));
    refused(Issuer.signed(issuer.claims(), Issuer.newKey()));
    refused(Issuer.unsigned(issuer.claims()));
    refused(issuer.confused(issuer.claims()));
    var sound = issuer.token(issuer.claims());
    refused(sound.substring(0, sound.lastIndexOf('.') + 1));
    refused(withOtherClaims(sound));
    cordee.api().as(sound).get(GATE).expect(204);
  }

  private static String withOtherClaims(String sound) {
    var parts = sound.split("\\.");
    var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    var forged = claims.replace("marie", "mario").getBytes(StandardCharsets.UTF_8);
    return parts[0]
        + "."
        + Base64.getUrlEncoder().withoutPadding().encodeToString(forged)
        + "."
        + parts[2];
  }

  private static void refused(String token) {
    cordee.api().as(token).get(GATE).expectProblem(401, "unauthorized");
  }

  private static Api with(JWTClaimsSet.Builder claims) throws JOSEException {
    return cordee.api().as(issuer.token(claims));
  }

  @Test
  void rolesMayLieInsideAnotherClaim() throws IOException, JOSEException {
    try (var nested =
        Cordee.apiOnly(settings(issuer, "cordee.oidc.roles-claim=realm_access.roles"))) {
      var claims = issuer.claims().claim("roles", null);
      claims.claim("realm_access", Map.of("roles", List.of("operator")));

      nested.api().as(issuer.token(claims)).get(GATE).expect(204);
    }
  }

  @Test
  void aProviderThatIsDownKeepsNoKeyOut() throws IOException, JOSEException {
    var other = Issuer.start();
    var token = other.token(other.claims());
    other.close();

    try (var alone = Cordee.apiOnly(settings(other, "cordee.viewer-key=" + Keyring.VIEWER))) {
      alone.api().as(token).get(GATE).expectProblem(503, "unavailable");
      alone.api().as(Keyring.OPERATOR).get(GATE).expect(204);
      assertThat(alone.api().as(Keyring.VIEWER).get("/api/fleet").status()).isEqualTo(200);
    }
  }
}
