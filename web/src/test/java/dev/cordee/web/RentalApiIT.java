package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cordee.workflows.rental.Provisioned;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Renting a node, from the POST on: what each outcome is answered with, and what a repeat gets. */
class RentalApiIT {
  private static final RealServers servers = RealServers.get();
  private static Cordee cordee;
  private static Rentals rentals;
  private static RentedFleet fleet;

  private final String key = UUID.randomUUID().toString();

  @BeforeAll
  static void start() {
    cordee =
        Cordee.apiOnly(
            "cordee.rental.wait=3s", "cordee.rental.webhook-secret=a secret of some length");
    rentals = new Rentals(cordee.api());
    fleet = RentedFleet.start(servers);
  }

  @AfterAll
  static void stop() {
    fleet.close();
    cordee.close();
  }

  @BeforeEach
  void reset() {
    fleet.reset();
  }

  @Test
  void aFreeNodeIsRented() {
    var node = fleet.node(22221);

    var answer = rentals.rent(Rentals.ALICE).expect(201);

    var id = Rentals.id(answer);
    assertThat(answer.header("location")).hasValue("/api/rentals/" + id);
    assertThat(answer.header("cache-control")).hasValue("no-store");
    assertThat(answer.text("status")).isEqualTo("ACTIVE");
    assertThat(answer.text("client_id")).isEqualTo("alice");
    assertThat(answer.json().path("node_id").asLong()).isEqualTo(node);
    assertThat(answer.text("host")).isEqualTo("127.0.0.1");
    assertThat(answer.json().path("port").asInt()).isEqualTo(22221);
    assertThat(answer.text("username")).matches("t[a-z2-7]{11}");
    assertThat(answer.text("known_hosts")).startsWith("[127.0.0.1]:22221 ssh-ed25519 AAAA");
    assertThat(Instant.parse(answer.text("lease_end_at")))
        .isBetween(Instant.now().plusSeconds(7100), Instant.now().plusSeconds(7200));
    assertThat(answer.json().has("private_key")).isFalse();
  }

  @Test
  void whoSendsNothingGetsAKeyOnce() {
    fleet.node(22221);

    var first = rentals.rent("", Rentals.KEY, key).expect(201);
    var repeat = rentals.rent("{}", Rentals.KEY, key).expect(201);

    assertThat(first.text("client_id")).isEqualTo("anonymous");
    assertThat(first.text("private_key")).startsWith("-----BEGIN OPENSSH PRIVATE KEY-----");
    assertThat(repeat.json().has("private_key")).isFalse();
    for (var field : new String[] {"rental_id", "status", "host", "port", "lease_end_at"}) {
      assertThat(repeat.json().path(field)).as(field).isEqualTo(first.json().path(field));
    }
    assertThat(rentals.find(Rentals.id(first)).expect(200).body()).doesNotContain("PRIVATE");
  }

  @Test
  void aBodyMayBeLeftOut() {
    fleet.node(22221);

    rentals.rent("", "Prefer", Api.ASYNC).expect(202);
  }

  @Test
  void aKeyUsedForAnotherBodyIsAConflict() {
    fleet.node(22221);
    rentals.rent(Rentals.ALICE, Rentals.KEY, key).expect(201);

    for (var other :
        new String[] {
          "{\"client_id\": \"bob\"}",
          Rentals.ALICE.replace("}", ", \"duration_hours\": 3}"),
          Rentals.ALICE.replace("}", ", \"wait_seconds\": 3}")
        }) {
      rentals.rent(other, Rentals.KEY, key).expectProblem(409, "idempotency-key-reused");
    }
    assertThat(rentals.rent(Rentals.ALICE, Rentals.KEY, key).expect(201).text("status"))
        .isEqualTo("ACTIVE");
  }

  @Test
  void whereToTellOfMovesIsPartOfTheRequest() {
    fleet.node(22221);
    var told = "{\"notify_url\": \"https://example.com/hook\"}";
    var id = Rentals.id(rentals.rent(told, Rentals.KEY, key).expect(201));

    rentals.rent("{}", Rentals.KEY, key).expectProblem(409, "idempotency-key-reused");
    rentals
        .rent(told.replace("hook", "other"), Rentals.KEY, key)
        .expectProblem(409, "idempotency-key-reused");
    assertThat(Rentals.id(rentals.rent(told, Rentals.KEY, key).expect(201))).isEqualTo(id);
    assertThat(rentals.find(id).expect(200).body()).doesNotContain("example.com");
  }

  @Test
  void whatIsLeftOfAStartThatNeverWasGivesWay() {
    fleet.node(22221);
    // as if Temporal had not answered: the address is there, and no rental
    var other = UUID.nameUUIDFromBytes(("rental:" + key).getBytes(StandardCharsets.UTF_8));
    fleet
        .tables()
        .sql("INSERT INTO rental_notice (rental_id, url) VALUES (?, 'https://old.example')")
        .param(other)
        .update();

    assertThat(Rentals.id(rentals.rent("{}", Rentals.KEY, key).expect(201))).isEqualTo(other);

    assertThat(fleet.tables().sql("SELECT count(*) FROM rental_notice").query(Long.class).single())
        .isZero();
  }

  @Test
  void tenAtOnceAreOneRentalAndOneGetsTheKey() {
    fleet.node(22221);
    fleet.node(22222);

    var answers =
        Stream.generate(() -> cordee.api().postLater(Rentals.RENT, "{}", Rentals.KEY, key))
            .limit(10)
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    answers.forEach(answer -> answer.expect(201));
    assertThat(answers.stream().map(Rentals::id).distinct()).hasSize(1);
    assertThat(answers.stream().filter(answer -> answer.json().has("private_key"))).hasSize(1);
    assertThat(cordee.api().get("/api/fleet").json().path("free").asInt()).isEqualTo(1);
  }

  @Test
  void withoutANodeTheAnswerIsComeBackLaterAndTheSameKeyMay() {
    var problem = rentals.rent("{}", Rentals.KEY, key).expectProblem(503, "no-node-free");
    assertThat(problem.header("retry-after")).hasValue("30");
    var id = Rentals.id(problem);
    assertThat(rentals.find(id).expect(200).text("status")).isEqualTo("FAILED");
    assertThat(rentals.find(id).text("failure")).isEqualTo("NO_NODE");
    rentals.extend(id, "1").expectProblem(409, "rental-not-running");
    rentals.release(id).expectProblem(409, "rental-failed");

    rentals
        .rent("{\"client_id\": \"bob\"}", Rentals.KEY, key)
        .expectProblem(409, "idempotency-key-reused");
    fleet.node(22221);
    var again = rentals.rent("{}", Rentals.KEY, key).expect(201);

    assertThat(Rentals.id(again)).isEqualTo(id);
    assertThat(again.text("status")).isEqualTo("ACTIVE");
    assertThat(again.text("private_key")).isNotEmpty();
  }

  @Test
  void whoWaitsInLineGetsTheNodeThatBecomesFree() {
    var waiting = cordee.api().postLater(Rentals.RENT, "{\"wait_seconds\": 20}", Rentals.KEY, key);
    await("a place in line").until(() -> line().path(0).has("queue_position"));
    var id = UUID.fromString(line().path(0).path("rental_id").asString());
    assertThat(rentals.find(id).text("status")).isEqualTo("PROVISIONING");
    assertThat(rentals.find(id).json().path("queue_position").asInt()).isEqualTo(1);
    assertThat(cordee.api().get("/api/fleet").json().path("waiting").asInt()).isEqualTo(1);
    assertThat(cordee.api().metric("cordee_rentals_waiting")).isEqualTo(1);

    fleet.node(22221);
    fleet.tellOfNode(id);

    assertThat(waiting.join().expect(201).text("status")).isEqualTo("ACTIVE");
    await("the gauge").until(() -> cordee.api().metric("cordee_rentals{status=\"ACTIVE\"}") == 1);
  }

  private static JsonNode line() {
    return cordee.api().get("/api/rentals?status=PROVISIONING").expect(200).json().path("rentals");
  }

  @Test
  void whenNoNodeCanBeProvisionedTheReasonIsTold() {
    fleet.node(22221);
    fleet.node(22222);
    fleet.creationsEndIn(new Provisioned.Failed("useradd: no space left"));

    var problem = rentals.rent(Rentals.ALICE).expectProblem(502, "not-provisioned");

    assertThat(problem.text("detail")).contains("no space left");
    var failed = rentals.find(Rentals.id(problem)).expect(200);
    assertThat(failed.json().path("placements").size()).isEqualTo(2);
    assertThat(failed.json().path("placements").path(0).path("left_why").asString())
        .contains("no space left");
    assertThat(failed.json().has("host")).isFalse();
  }

  @Test
  void whatTakesLongerIsAcceptedAndGoesOn() {
    fleet.node(22221);
    fleet.hold();

    var answer = rentals.rent("{}").expect(202);

    var id = Rentals.id(answer);
    assertThat(answer.header("location")).hasValue("/api/rentals/" + id);
    assertThat(answer.text("status")).isEqualTo("PROVISIONING");
    assertThat(answer.text("private_key")).isNotEmpty();
    rentals.extend(id, "1").expect(200);
    fleet.letGo();
    await("that it is active").until(() -> rentals.find(id).text("status").equals("ACTIVE"));
  }

  @Test
  void whoWouldRatherNotWaitIsAnsweredAtOnce() {
    fleet.node(22221);

    var first = rentals.rent("{}", "Prefer", Api.ASYNC, Rentals.KEY, key).expect(202);

    assertThat(first.text("private_key")).isNotEmpty();
    await("that it is active")
        .until(() -> rentals.find(Rentals.id(first)).text("status").equals("ACTIVE"));
    assertThat(rentals.rent("{}", "Prefer", Api.ASYNC, Rentals.KEY, key).expect(201).text("status"))
        .isEqualTo("ACTIVE");
  }

  @Test
  void whatIsReleasedBeforeItHasANodeIsGivenUp() {
    var waiting = cordee.api().postLater(Rentals.RENT, "{\"wait_seconds\": 20}", Rentals.KEY, key);
    await("a place in line").until(() -> line().path(0).has("queue_position"));
    var id = UUID.fromString(line().path(0).path("rental_id").asString());

    assertThat(rentals.release(id).expect(200).text("failure")).isEqualTo("GIVEN_UP");

    waiting.join().expectProblem(409, "rental-given-up");
    rentals.release(id).expect(200);
  }
}
