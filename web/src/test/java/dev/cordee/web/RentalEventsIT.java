package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Following a rental: what happens to it is told as it happens, to who was away too. */
class RentalEventsIT {
  private static Cordee cordee;
  private static Rentals rentals;
  private static RentedFleet fleet;

  @BeforeAll
  static void start() {
    cordee = Cordee.apiOnly("cordee.rental.wait=10s");
    rentals = new Rentals(cordee.api());
    fleet = RentedFleet.start(RealServers.get());
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

  private static URI events(UUID rental) {
    return cordee.api().at("/api/rentals/" + rental + "/events");
  }

  @Test
  void aRentalIsToldToItsEnd() {
    fleet.node(22221);
    fleet.node(22222);
    var id = Rentals.id(rentals.rent(Rentals.ALICE).expect(201));
    try (var stream = EventStream.open(events(id))) {
      var first = stream.awaited("ACTIVE");
      assertThat(first.data().path("port").asInt()).isEqualTo(22221);
      assertThat(first.data().path("rental_id").asString()).isEqualTo(id.toString());
      assertThat(first.id()).matches("[0-9]+");

      fleet.loseNode(id, 1);
      var moved = stream.awaited("failover");
      assertThat(moved.data().path("status").asString()).isEqualTo("ACTIVE");
      assertThat(moved.data().path("port").asInt()).isEqualTo(22222);
      assertThat(Long.parseLong(moved.id())).isGreaterThan(Long.parseLong(first.id()));

      rentals.release(id).expect(200);
      stream.awaited("RELEASED");
      stream.awaitEnd();
    }
  }

  @Test
  void whoWasAwayIsToldOfTheMove() {
    fleet.node(22221);
    fleet.node(22222);
    var id = Rentals.id(rentals.rent(Rentals.ALICE).expect(201));
    var seen = firstOf(EventStream.open(events(id)));
    fleet.loseNode(id, 1);
    await("the move").until(() -> rentals.find(id).json().path("epoch").asInt() == 2);
    await("its activation").until(() -> rentals.find(id).text("status").equals("ACTIVE"));

    var missed = firstOf(EventStream.reopen(events(id), seen.id()));

    assertThat(missed.name()).isEqualTo("failover");
    assertThat(missed.data().path("port").asInt()).isEqualTo(22222);
  }

  private static EventStream.Event firstOf(EventStream stream) {
    try (stream) {
      await("an event").until(() -> !stream.names().isEmpty());
      return stream.last();
    }
  }

  @Test
  void whoMissedNothingIsToldNothing() {
    fleet.node(22221);
    var id = Rentals.id(rentals.rent(Rentals.ALICE).expect(201));
    var seen = firstOf(EventStream.open(events(id)));

    try (var again = EventStream.reopen(events(id), seen.id())) {
      rentals.extend(id, "1").expect(200);
      await("the extension").until(() -> !again.names().isEmpty());

      assertThat(again.names()).containsExactly("ACTIVE");
      assertThat(Instant.parse(again.last().data().path("lease_end_at").asString()))
          .isCloseTo(Instant.now().plus(Duration.ofHours(3)), within(1, ChronoUnit.MINUTES));
    }
  }

  @Test
  void whoKnowsTheEndNeedNotComeBack() {
    fleet.node(22221);
    var id = Rentals.id(rentals.rent(Rentals.ALICE).expect(201));
    rentals.release(id).expect(200);
    try (var stream = EventStream.open(events(id))) {
      var end = stream.awaited("RELEASED");
      stream.awaitEnd();
      assertThat(stream.names()).containsExactly("RELEASED");

      try (var again = EventStream.reopen(events(id), end.id())) {
        assertThat(again.status()).isEqualTo(204);
      }
    }
  }

  @Test
  void aRentalInLineIsFollowedFromTheStart() {
    var id = Rentals.id(rentals.rent("{\"wait_seconds\": 20}", "Prefer", Api.ASYNC).expect(202));
    try (var stream = EventStream.open(events(id))) {
      await("a place in line")
          .until(
              () ->
                  !stream.names().isEmpty()
                      && stream.last().data().path("queue_position").asInt() == 1);
      fleet.node(22221);
      fleet.tellOfNode(id);

      stream.awaited("ACTIVE");
      assertThat(stream.names()).contains("PROVISIONING").doesNotContain("failover");
    }
  }

  @Test
  void aProcessThatStopsEndsItsStreamsAndItsWaits() {
    fleet.node(22221);
    var id = Rentals.id(rentals.rent(Rentals.ALICE).expect(201));
    var other = Cordee.apiOnly("cordee.rental.wait=60s");
    try (var client = new Api(other.api().at("/"));
        var stream = EventStream.open(other.api().at("/api/rentals/" + id + "/events"))) {
      stream.awaited("ACTIVE");
      var waiting = client.postLater(Rentals.RENT, "{\"wait_seconds\": 60}");
      await("the second rental")
          .until(() -> other.api().get("/api/rentals").json().path("rentals").size() == 2);

      var began = Instant.now();
      var closing = Thread.ofVirtual().start(other::close);

      stream.awaitEnd();
      assertThat(waiting.join().expect(202).text("status")).isEqualTo("PROVISIONING");
      await("its end").atMost(Duration.ofSeconds(20)).until(() -> !closing.isAlive());
      assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(15));
    }
  }

  @Test
  void onlyRentalsAreFollowed() {
    cordee.api().get("/api/rentals/nope/events").expectProblem(422, "invalid-fields");
    cordee
        .api()
        .get("/api/rentals/" + UUID.randomUUID() + "/events")
        .expectProblem(404, "unknown-rental");
  }
}
