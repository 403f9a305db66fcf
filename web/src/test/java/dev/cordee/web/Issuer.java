package dev.cordee.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** An identity provider: it tells its public keys, and signs what it is asked to. */
final class Issuer implements AutoCloseable {
  static final String AUDIENCE = "cordee";

  private final HttpServer server;
  private final RSAKey key;

  private Issuer(HttpServer server, RSAKey key) {
    this.server = server;
    this.key = key;
  }

  static Issuer start() throws IOException, JOSEException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var issuer = new Issuer(server, newKey());
    server.createContext(
        "/.well-known/openid-configuration",
        call ->
            answer(
                call,
                "{\"issuer\": \"%1$s\", \"jwks_uri\": \"%1$s/keys\"}".formatted(issuer.name())));
    server.createContext(
        "/keys", call -> answer(call, new JWKSet(issuer.key.toPublicJWK()).toString()));
    server.start();
    return issuer;
  }

  static RSAKey newKey() throws JOSEException {
    return new RSAKeyGenerator(2048).keyID("first").generate();
  }

  private static void answer(HttpExchange call, String json) throws IOException {
    try (call) {
      var body = json.getBytes(StandardCharsets.UTF_8);
      call.getResponseHeaders().add("Content-Type", "application/json");
      call.sendResponseHeaders(200, body.length);
      call.getResponseBody().write(body);
    }
  }

  String name() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What a sound token says of an operator, to be changed by whoever wants another. */
  JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(name())
        .subject("marie")
        .audience(List.of("other", AUDIENCE))
        .expirationTime(in(Duration.ofMinutes(5)))
        .claim("roles", List.of("operator"));
  }

  static Date in(Duration time) {
    return Date.from(Instant.now().plus(time));
  }

  String token(JWTClaimsSet.Builder claims) throws JOSEException {
    return signed(claims, key);
  }

  static String signed(JWTClaimsSet.Builder claims, RSAKey by) throws JOSEException {
    var token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(by.getKeyID()).build(), claims.build());
    token.sign(new RSASSASigner(by));
    return token.serialize();
  }

  static String unsigned(JWTClaimsSet.Builder claims) {
    return new PlainJWT(claims.build()).serialize();
  }

  /** Signed with the public key as if it were a shared secret. */
  String confused(JWTClaimsSet.Builder claims) throws JOSEException {
    var token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(),
            claims.build());
    token.sign(new MACSigner(key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
    return token.serialize();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
