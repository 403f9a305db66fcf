package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a proxy says of a request is believed of a proxy that was named, and of nobody else. */
class ProxyIT {
  private static final String FOR = "X-Forwarded-For";
  private static final String TWO_A_MINUTE = "cordee.rate-limit.per-address=2";

  @Test
  void behindATrustedProxyEachClientHasItsOwnAddress() {
    try (var cordee = Cordee.apiOnly(TWO_A_MINUTE, "cordee.trusted-proxies=10.0.0.0/8,127.0.0.1")) {
      var first = cordee.api().with(FOR, "203.0.113.1");
      var viaTwo = cordee.api().with(FOR, "203.0.113.2, 10.1.2.3");

      first.get("/api/fleet").expect(200);
      first.get("/api/fleet").expect(200);
      first.get("/api/fleet").expect(429);
      viaTwo.get("/api/fleet").expect(200);
      cordee.api().with(FOR, "203.0.113.2").get("/api/fleet").expect(200);
      viaTwo.get("/api/fleet").expect(429);
    }
  }

  @Test
  void whatAClientMadeUpInFrontOfTheProxyIsNotBelieved() {
    try (var cordee = Cordee.apiOnly(TWO_A_MINUTE, "cordee.trusted-proxies=127.0.0.0/8")) {
      for (var i = 0; i < 2; i++) {
        cordee.api().with(FOR, "10.0.0." + i + ", 203.0.113.1").get("/api/fleet").expect(200);
      }

      cordee.api().with(FOR, "10.0.0.9, 203.0.113.1").get("/api/fleet").expect(429);
    }
  }

  @Test
  void withoutATrustedProxyTheHeadersMeanNothing() {
    try (var cordee = Cordee.apiOnly(TWO_A_MINUTE, "cordee.trusted-proxies=192.0.2.0/24")) {
      assertThat(ownAddress(forwarded(cordee.api()))).startsWith("http://127.0.0.1:");
      cordee.api().with(FOR, "203.0.113.1").get("/api/fleet").expect(200);

      cordee.api().with(FOR, "203.0.113.2").get("/api/fleet").expect(429);
    }
  }

  @Test
  void addressesAreThoseThatTheClientCalled() {
    try (var cordee = Cordee.apiOnly("cordee.trusted-proxies=127.0.0.1")) {
      var api = forwarded(cordee.api());

      assertThat(ownAddress(api)).startsWith("https://cordee.example/");
      assertThat(api.get("/docs").expect(302).header("Location"))
          .hasValue("/swagger-ui/index.html");
      var accepted = api.checkout(4, "Prefer", Api.ASYNC).expect(202);
      assertThat(accepted.header("Location")).hasValue("/api/commande/" + accepted.saga());
    }
  }

  /** Where it believes to be reached. */
  private static String ownAddress(Api api) {
    return api.get("/docs/openapi/swagger-config").expect(200).text("oauth2RedirectUrl");
  }

  private static Api forwarded(Api api) {
    return api.with(
        FOR, "203.0.113.1", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "cordee.example");
  }
}
