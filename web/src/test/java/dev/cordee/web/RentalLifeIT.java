package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cordee.workflows.rental.Provisioned;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rental that has its node: looked up, listed, extended, moved, released. */
class RentalLifeIT {
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
  void aLeaseIsExtendedOncePerKey() {
    fleet.node(22221);
    var rented = rentals.rent(Rentals.ALICE).expect(201);
    var id = Rentals.id(rented);
    var end = Instant.parse(rented.text("lease_end_at"));

    rentals.extend(id, "0.5", Rentals.KEY, key).expect(200);
    var twice = rentals.extend(id, "0.5", Rentals.KEY, key).expect(200);

    assertThat(Instant.parse(twice.text("lease_end_at"))).isEqualTo(end.plusSeconds(1800));
    assertThat(Instant.parse(rentals.extend(id, "1").expect(200).text("lease_end_at")))
        .isEqualTo(end.plusSeconds(1800 + 3600));
    assertThat(rentals.extend(id, "72").expectProblem(422, "invalid-fields").fields())
        .containsExactly("additional_hours");
  }

  @Test
  void aReleaseLeavesNothingAndMayBeRepeated() {
    var node = fleet.node(22221);
    var id = Rentals.id(rentals.rent(Rentals.ALICE, Rentals.KEY, key).expect(201));

    var released = rentals.release(id).expect(200);

    assertThat(released.text("status")).isEqualTo("RELEASED");
    assertThat(released.text("reason")).isEqualTo("released by its client");
    assertThat(released.json().has("ended_at")).isTrue();
    assertThat(released.json().has("host")).isFalse();
    assertThat(released.json().path("placements").path(0).has("cleaned_at")).isTrue();
    assertThat(released.json().path("events").size()).isGreaterThan(2);
    assertThat(rentals.release(id).expect(200).body()).isEqualTo(released.body());
    rentals.extend(id, "1").expectProblem(409, "rental-not-running");
    assertThat(rentals.rent(Rentals.ALICE, Rentals.KEY, key).expect(201).text("status"))
        .isEqualTo("RELEASED");
    assertThat(cordee.api().get("/api/nodes/" + node).json().path("allocated").asBoolean())
        .isFalse();
  }

  @Test
  void aNodeThatCannotBeCleanedKeepsItsRental() {
    fleet.node(22221);
    var id = Rentals.id(rentals.rent(Rentals.ALICE).expect(201));
    fleet.deletionsEndIn(new Provisioned.Unreachable("no route to host"));

    assertThat(rentals.release(id).expect(202).text("status")).isEqualTo("RELEASING");
  }

  @Test
  void aMovedTenantIsOnItsNewNode() {
    fleet.node(22221);
    fleet.node(22222);
    var id = Rentals.id(rentals.rent(Rentals.ALICE).expect(201));

    fleet.loseNode(id, 1);

    await("the move").until(() -> rentals.find(id).json().path("epoch").asInt() == 2);
    var moved = rentals.find(id).expect(200);
    assertThat(moved.text("status")).isEqualTo("ACTIVE");
    assertThat(moved.json().path("port").asInt()).isEqualTo(22222);
    assertThat(moved.json().path("placements").path(0).path("left_why").asString())
        .isEqualTo("its node is dead");
  }

  @Test
  void rentalsAreListedTheNewestFirstAPageAtATime() {
    for (var port = 1; port <= 3; port++) {
      fleet.node(port);
      rentals.rent("{\"client_id\": \"client " + port + "\"}").expect(201);
    }

    var first = cordee.api().get("/api/rentals?limit=2").expect(200);
    var second = cordee.api().get("/api/rentals?limit=2&before=" + first.text("next")).expect(200);

    assertThat(clients(first)).containsExactly("client 3", "client 2");
    assertThat(clients(second)).containsExactly("client 1");
    assertThat(second.json().has("next")).isFalse();
    assertThat(clients(cordee.api().get("/api/rentals?status=ACTIVE&client_id=client%202")))
        .containsExactly("client 2");
    assertThat(clients(cordee.api().get("/api/rentals?status=RELEASED"))).isEmpty();
  }

  private static List<String> clients(Answer list) {
    return list.expect(200).json().path("rentals").findValuesAsString("client_id");
  }

  @Test
  void whatNoWorkerHasSeenIsKnownAllTheSame() {
    fleet.close();
    try {
      var id = Rentals.id(rentals.rent(Rentals.ALICE, "Prefer", Api.ASYNC).expect(202));

      var found = rentals.find(id).expect(200);
      assertThat(found.text("status")).isEqualTo("PROVISIONING");
      assertThat(found.text("client_id")).isEqualTo("alice");
      assertThat(found.json().has("lease_end_at")).isTrue();
      rentals.extend(id, "1").expectProblem(503, "unavailable");
      servers.temporal().newUntypedWorkflowStub("rental-" + id).terminate("end of a test");
    } finally {
      fleet = RentedFleet.start(servers);
    }
  }

  @Test
  void aLeaseEndsByItself() {
    fleet.node(22221);
    var id = Rentals.id(rentals.rent("{\"duration_hours\": 0.0005}").expect(201));

    await("its end")
        .atMost(Duration.ofSeconds(20))
        .until(() -> rentals.find(id).text("status").equals("RELEASED"));
    assertThat(rentals.find(id).text("reason")).isEqualTo("the lease is over");
  }
}
