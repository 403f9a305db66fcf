package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who calls too often is told when to come back, and nobody else notices. */
class RateLimitIT {

  @Test
  void aKeyHasItsLimitAndOthersHaveTheirs() {
    try (var cordee = Cordee.apiOnly(with("cordee.rate-limit.per-key=5"))) {
      var viewer = cordee.api().as(Keyring.VIEWER);
      for (var i = 0; i < 5; i++) {
        viewer.get("/api/fleet").expect(200);
      }

      var answer = viewer.get("/api/fleet").expectProblem(429, "too-many-requests");

      assertThat(Integer.parseInt(answer.header("Retry-After").orElseThrow())).isBetween(1, 12);
      cordee.api().as(Keyring.OPERATOR).get("/api/fleet").expect(200);
    }
  }

  @Test
  void anAddressHasItsLimitAndTheProbesHaveNone() {
    try (var cordee = Cordee.apiOnly(with("cordee.rate-limit.per-address=5"))) {
      for (var i = 0; i < 5; i++) {
        cordee.api().get("/api/fleet").expect(401);
      }

      cordee.api().get("/api/fleet").expectProblem(429, "too-many-requests");
      cordee.api().as(Keyring.OPERATOR).get("/api/fleet").expect(429);
      for (var i = 0; i < 20; i++) {
        cordee.api().get("/health/liveness").expect(200);
      }
    }
  }

  @Test
  void whoTriesKeysIsSoonNotListenedTo() {
    try (var cordee = Cordee.apiOnly(with("cordee.rate-limit.failures-per-address=3"))) {
      for (var i = 0; i < 3; i++) {
        cordee.api().as("guess-" + i).get("/api/fleet").expect(401);
      }

      var answer = cordee.api().as("guess-4").get("/api/fleet").expect(429);

      assertThat(Integer.parseInt(answer.header("Retry-After").orElseThrow())).isBetween(1, 20);
      // not even the right one, or guessing would go on
      cordee.api().as(Keyring.OPERATOR).get("/api/fleet").expect(429);
      cordee.api().get("/api/fleet").expectProblem(401, "unauthorized");
    }
  }

  @Test
  void whereNoKeyIsAskedForNothingIsLimited() {
    try (var cordee = Cordee.apiOnly("cordee.rate-limit.per-key=1")) {
      var answers = IntStream.range(0, 50).mapToObj(_ -> cordee.api().get("/api/fleet")).toList();

      assertThat(answers).allMatch(answer -> answer.status() == 200);
    }
  }

  private static String[] with(String setting) {
    return new String[] {Keyring.SETTINGS[0], Keyring.SETTINGS[1], setting};
  }
}
