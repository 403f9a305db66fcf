package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a proxy says of a request is believed of a proxy that was named, and of nobody else. */
class ProxyIT {
  private static final String FOR = "X-Forwarded-For";
  private static final String TWO_A_MINUTE = "cordee.rate-limit.per-address=2";

  @Test
  void behindATrustedProxyEachClientHasItsOwnAddress() {
    try (var cordee = behind("10.0.0.0/8,127.0.0.1", TWO_A_MINUTE)) {
      var first = operator(cordee, FOR, "203.0.113.1");
      var viaTwo = operator(cordee, FOR, "203.0.113.2, 10.1.2.3");

      first.get("/api/fleet").expect(200);
      first.get("/api/fleet").expect(200);
      first.get("/api/fleet").expect(429);
      viaTwo.get("/api/fleet").expect(200);
      operator(cordee, FOR, "203.0.113.2").get("/api/fleet").expect(200);
      viaTwo.get("/api/fleet").expect(429);
    }
  }

  @Test
  void whatAClientMadeUpInFrontOfTheProxyIsNotBelieved() {
    try (var cordee = behind("127.0.0.0/8", TWO_A_MINUTE)) {
      for (var i = 0; i < 2; i++) {
        operator(cordee, FOR, "10.0.0." + i + ", 203.0.113.1").get("/api/fleet").expect(200);
      }

      operator(cordee, FOR, "10.0.0.9, 203.0.113.1").get("/api/fleet").expect(429);
    }
  }

  @Test
  void withoutATrustedProxyTheHeadersMeanNothing() {
    try (var cordee = behind("192.0.2.0/24", TWO_A_MINUTE)) {
      assertThat(ownAddress(forwarded(cordee))).startsWith("http://127.0.0.1:");
      operator(cordee, FOR, "203.0.113.1").get("/api/fleet").expect(200);

      operator(cordee, FOR, "203.0.113.2").get("/api/fleet").expect(429);
    }
  }

  @Test
  void addressesAreThoseThatTheClientCalled() {
    try (var cordee = behind("127.0.0.1")) {
      var api = forwarded(cordee);

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

  private static Api forwarded(Cordee cordee) {
    return operator(
        cordee,
        FOR,
        "203.0.113.1",
        "X-Forwarded-Proto",
        "https",
        "X-Forwarded-Host",
        "cordee.example");
  }

  /** Through a proxy come others, so keys are asked for. */
  private static Cordee behind(String proxies, String... more) {
    var settings = new ArrayList<>(List.of(more));
    settings.add("cordee.trusted-proxies=" + proxies);
    settings.add("cordee.api-key=" + Keyring.OPERATOR);
    return Cordee.apiOnly(settings.toArray(String[]::new));
  }

  private static Api operator(Cordee cordee, String... headers) {
    return cordee.api().with(Agents.with(Keyring.OPERATOR, headers));
  }
}
