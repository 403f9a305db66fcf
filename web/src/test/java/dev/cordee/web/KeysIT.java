package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cordee.system.Forwarder;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Keys: made, told once, used, listed, revoked. */
class KeysIT {
  private static final RealServers servers = RealServers.get();
  private static Cordee cordee;
  private static Keyring keyring;

  @BeforeAll
  static void start() {
    cordee = Cordee.apiOnly(Keyring.SETTINGS);
    keyring = new Keyring(cordee.api());
  }

  @AfterAll
  static void stop() {
    cordee.close();
  }

  @Test
  void aKeyIsToldOnceAndItsSecretIsKeptNowhere() {
    var made =
        keyring.make("'role': 'client', 'name': 'the shop', 'client_id': 'alice'").expect(201);

    var key = made.text("key");
    assertThat(key).matches("cordee_[0-9a-f]{12}_[0-9a-f]{64}");
    assertThat(made.header("cache-control")).hasValue("no-store");
    assertThat(made.text("id")).isEqualTo(Keyring.id(key));
    assertThat(made.text("client_id")).isEqualTo("alice");
    assertThat(made.text("created_by")).isEqualTo("operator");
    assertThat(made.json().has("expires_at")).isFalse();
    var secret = key.split("_")[2];
    assertThat(listed(key).toString()).doesNotContain(secret).contains("the shop");
    assertThat(row(key)).doesNotContain(secret);
    cordee.api().as(key).get("/api/rentals").expect(200);
  }

  private static String row(String key) {
    return servers
        .database()
        .sql("SELECT api_key::text FROM api_key WHERE id = ?")
        .param(Keyring.id(key))
        .query(String.class)
        .single();
  }

  private static JsonNode listed(String key) {
    var all = keyring.operator().get(Keyring.KEYS).expect(200).json().path("keys");
    return StreamSupport.stream(all.spliterator(), false)
        .filter(known -> known.path("id").asString().equals(Keyring.id(key)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aKeyThatIsRevokedOnOneProcessIsOverOnAll() {
    try (var other = Cordee.apiOnly(Keyring.SETTINGS)) {
      var key = keyring.key("viewer");
      other.api().as(key).get("/api/fleet").expect(200);
      cordee.api().as(key).get("/api/fleet").expect(200);

      keyring.revoke(key);

      other.api().as(key).get("/api/fleet").expectProblem(401, "unauthorized");
      cordee.api().as(key).get("/api/fleet").expectProblem(401, "unauthorized");
      var first = listed(key).path("revoked_at").asString();
      keyring.revoke(key);
      assertThat(listed(key).path("revoked_at").asString()).isEqualTo(first).isNotEmpty();
    }
  }

  @Test
  void aKeyIsGoodUntilItExpires() {
    var made = keyring.make("'role': 'viewer', 'name': 'guest', 'expires_in_days': 2").expect(201);
    assertThat(Instant.parse(made.text("expires_at")))
        .isBetween(Instant.now().plusSeconds(47 * 3600), Instant.now().plusSeconds(49 * 3600));
    var guest = cordee.api().as(made.text("key"));
    guest.get("/api/fleet").expect(200);

    servers
        .database()
        .sql("UPDATE api_key SET expires_at = now() WHERE id = ?")
        .param(made.text("id"))
        .update();

    guest.get("/api/fleet").expectProblem(401, "unauthorized");
  }

  @Test
  void theSecretOfAnotherKeyOpensNothing() {
    var mine = keyring.key("viewer");
    var other = keyring.key("operator");
    var forged = "cordee_" + Keyring.id(other) + "_" + mine.split("_")[2];

    cordee.api().as(forged).get("/api/fleet").expectProblem(401, "unauthorized");
  }

  @Test
  void theLastUseIsNotedAndNotAtEveryCall() {
    var key = keyring.key("viewer");
    assertThat(listed(key).has("last_used_at")).isFalse();

    cordee.api().as(key).get("/api/fleet").expect(200);
    var first = listed(key).path("last_used_at").asString();
    cordee.api().as(key).get("/api/fleet").expect(200);

    assertThat(first).isNotEmpty();
    assertThat(listed(key).path("last_used_at").asString()).isEqualTo(first);
  }

  @Test
  void whoMadeAKeyIsOnRecord() {
    var second = keyring.key("operator");

    var third = new Keyring(cordee.api()).operator();
    var made =
        cordee
            .api()
            .as(second)
            .post(Keyring.KEYS, "{\"role\": \"viewer\", \"name\": \"grafana\"}")
            .expect(201);

    assertThat(made.text("created_by")).startsWith("key " + Keyring.id(second));
    third.delete(Keyring.KEYS + "/" + made.text("id")).expect(204);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'name': 'x'|role",
        "'role': 'root', 'name': 'x'|role",
        "'role': 'viewer'|name",
        "'role': 'viewer', 'name': ' '|name",
        "'role': 'client', 'name': 'x'|client_id",
        "'role': 'viewer', 'name': 'x', 'client_id': 'alice'|client_id",
        "'role': 'viewer', 'name': 'x', 'expires_in_days': 0|expires_in_days",
        "'role': 'viewer', 'name': 'x', 'expires_in_days': 1.5|expires_in_days",
        "'role': 'viewer', 'name': 'x', 'expires_in_days': 3651|expires_in_days",
        "'role': 'viewer', 'name': 'x', 'key': 'mine'|key",
      })
  void whatIsWrongWithAWishIsNamed(String wish, String field) {
    assertThat(keyring.make(wish).expectProblem(422, "invalid-fields").fields()).contains(field);
  }

  @Test
  void thereIsNothingToRevokeOfAnUnknownKey() {
    keyring.operator().delete(Keyring.KEYS + "/none").expectProblem(404, "unknown-key");
  }

  @Test
  void withoutADatabaseTheKeysThatAreSettingsStillOpen() throws IOException {
    var url = servers.settings().get("cordee.postgres.url");
    var address = URI.create(url.substring("jdbc:".length()));
    try (var wire = new Forwarder(address.getPort());
        var alone = Cordee.apiOnly(viaWire(url, address.getPort(), wire.port()))) {
      var key = keyring.key("operator");
      alone.api().as(key).get("/auth/operator").expect(204);

      wire.cut();

      alone.api().as(Keyring.OPERATOR).get("/auth/operator").expect(204);
      var answer = alone.api().as(key).get("/auth/operator").expectProblem(503, "unavailable");
      assertThat(answer.header("Retry-After")).hasValue("2");
      alone.api().as("nonsense").get("/auth/operator").expectProblem(401, "unauthorized");

      wire.mend();
      await("the database").until(() -> alone.api().as(key).get("/auth/operator").status() == 204);
    }
  }

  private static String[] viaWire(String url, int port, int wire) {
    return new String[] {
      Keyring.SETTINGS[0],
      Keyring.SETTINGS[1],
      "cordee.postgres.url=" + url.replace(":" + port + "/", ":" + wire + "/")
    };
  }
}
