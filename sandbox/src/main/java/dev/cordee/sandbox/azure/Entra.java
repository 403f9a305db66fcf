package dev.cordee.sandbox.azure;

import dev.cordee.sandbox.http.Reply;
import dev.cordee.sandbox.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Microsoft Entra as a client with a secret meets it: gives tokens, and knows those it gave by
 * their seal, also those of a process before this one.
 */
final class Entra {
  private static final Duration TOKEN_LIFE = Duration.ofMinutes(60);
  private static final String BEARER = "Bearer ";

  private final Account account;
  private final Clock clock;
  private final Seal seal;

  Entra(Account account, Clock clock, Seal seal) {
    this.account = account;
    this.clock = clock;
    this.seal = seal;
  }

  Reply token(Request request) {
    Map<String, String> form = form(request);
    String tenant = request.parameter("tenant");
    String client = form.getOrDefault("client_id", "");
    if (!tenant.equals(account.tenant())) {
      return refused(400, "invalid_request", 90002, "Tenant '" + tenant + "' not found.");
    }
    if (!"client_credentials".equals(form.get("grant_type"))) {
      return refused(
          400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type.");
    }
    if (!client.equals(account.client())) {
      String reason =
          "Application with identifier '" + client + "' was not found in the directory.";
      return refused(400, "unauthorized_client", 700016, reason);
    }
    if (!account.secret().equals(form.get("client_secret"))) {
      return refused(401, "invalid_client", 7000215, "Invalid client secret provided.");
    }
    if (!form.getOrDefault("scope", "").contains("/.default")) {
      return refused(400, "invalid_scope", 1002012, "The provided value for scope is not valid.");
    }
    return Reply.json(200, granted());
  }

  /** Refuses a call without a token that was given here and still holds. */
  void check(@Nullable String authorization) {
    if (authorization == null || !authorization.startsWith(BEARER)) {
      throw new ArmError(
          401,
          "AuthenticationFailed",
          "Authentication failed. The 'Authorization' header is missing.");
    }
    Instant end = end(authorization.substring(BEARER.length()));
    if (!clock.instant().isBefore(end)) {
      throw new ArmError(
          401,
          "ExpiredAuthenticationToken",
          "The access token expiry UTC time '" + end + "' is earlier than current UTC time.");
    }
  }

  Reply issuer(Request request) {
    String tenant = address(request) + "/" + request.parameter("tenant");
    return Reply.json(
        200,
        Map.of(
            "issuer", tenant + "/v2.0",
            "token_endpoint", tenant + "/oauth2/v2.0/token",
            "authorization_endpoint", tenant + "/oauth2/v2.0/authorize",
            "jwks_uri", tenant + "/discovery/v2.0/keys",
            "token_endpoint_auth_methods_supported", List.of("client_secret_post")));
  }

  Reply instance(Request request) {
    String host = Objects.requireNonNullElse(request.header("Host"), "127.0.0.1");
    return Reply.json(
        200,
        Map.of(
            "tenant_discovery_endpoint",
            address(request) + "/" + account.tenant() + "/v2.0/.well-known/openid-configuration",
            "api-version",
            "1.1",
            "metadata",
            List.of(
                Map.of(
                    "preferred_network", host,
                    "preferred_cache", host,
                    "aliases", List.of(host)))));
  }

  /** How the caller reached this port. */
  static String address(Request request) {
    return "https://" + Objects.requireNonNullElse(request.header("Host"), "127.0.0.1");
  }

  private Map<String, Object> granted() {
    String said = clock.instant().plus(TOKEN_LIFE).toEpochMilli() + "." + UUID.randomUUID();
    return Map.of(
        "token_type",
        "Bearer",
        "expires_in",
        TOKEN_LIFE.toSeconds() - 1,
        "ext_expires_in",
        TOKEN_LIFE.toSeconds() - 1,
        "access_token",
        said + "." + seal.of(said));
  }

  /** When a token ends, which it says itself. */
  private Instant end(String token) {
    String said = token.substring(0, Math.max(0, token.lastIndexOf('.')));
    if (!token.equals(said + "." + seal.of(said))) {
      throw new ArmError(401, "InvalidAuthenticationToken", "The access token is invalid.");
    }
    return Instant.ofEpochMilli(Long.parseLong(said.substring(0, said.indexOf('.'))));
  }

  private Reply refused(int status, String error, long code, String reason) {
    return Reply.json(
        status,
        Map.of(
            "error", error,
            "error_description", "AADSTS" + code + ": " + reason,
            "error_codes", List.of(code),
            "timestamp", clock.instant().toString(),
            "correlation_id", UUID.randomUUID().toString()));
  }

  private static Map<String, String> form(Request request) {
    Map<String, String> form = new HashMap<>();
    for (String pair : new String(request.body(), StandardCharsets.UTF_8).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return form;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
