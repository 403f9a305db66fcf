package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rentals belong to their client: nobody else's key sees, moves or ends them. */
class TenantsIT {
  private static Cordee cordee;
  private static Keyring keyring;
  private static RentedFleet fleet;
  private static String aliceKey;
  private static Rentals alice;
  private static Rentals bob;
  private static Api bobApi;

  private final String key = UUID.randomUUID().toString();

  @BeforeAll
  static void start() {
    cordee = Cordee.apiOnly(Keyring.SETTINGS);
    keyring = new Keyring(cordee.api());
    aliceKey = keyring.client("alice");
    alice = new Rentals(cordee.api().as(aliceKey));
    bobApi = cordee.api().as(keyring.client("bob"));
    bob = new Rentals(bobApi);
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
    fleet.node(22221);
    fleet.node(22222);
  }

  @Test
  void whoRentsRentsForItsOwnClient() {
    assertThat(alice.rent("").expect(201).text("client_id")).isEqualTo("alice");
    assertThat(alice.rent(Rentals.ALICE).expect(201).text("client_id")).isEqualTo("alice");

    var refused = bob.rent(Rentals.ALICE).expectProblem(422, "invalid-fields");

    assertThat(refused.fields()).containsExactly("client_id");
    assertThat(refused.body()).doesNotContain("alice");
  }

  @Test
  void anothersRentalLooksLikeNone() {
    var id = Rentals.id(alice.rent("").expect(201));
    var never = UUID.randomUUID();

    for (var rental : List.of(id, never)) {
      bob.find(rental).expectProblem(404, "unknown-rental");
      bob.extend(rental, "1").expectProblem(404, "unknown-rental");
      bob.release(rental).expectProblem(404, "unknown-rental");
      bobApi.get(Rentals.RENTALS + "/" + rental + "/events").expectProblem(404, "unknown-rental");
    }
    assertThat(alice.find(id).expect(200).text("status")).isEqualTo("ACTIVE");
    alice.extend(id, "1").expect(200);
    alice.release(id).expect(200);
  }

  @Test
  void anothersRentalLooksLikeNoneBeforeAWorkerHasSeenItToo() {
    fleet.hold();
    var id = Rentals.id(alice.rent("", "Prefer", Api.ASYNC).expect(202));

    bob.find(id).expectProblem(404, "unknown-rental");
    bob.release(id).expectProblem(404, "unknown-rental");
    alice.find(id).expect(200);
  }

  @Test
  void everybodyListsTheirOwn() {
    var hers = Rentals.id(alice.rent("").expect(201));
    var his = Rentals.id(bob.rent("").expect(201));

    assertThat(listed(bobApi, "")).containsExactly(his.toString());
    assertThat(listed(bobApi, "?client_id=bob")).containsExactly(his.toString());
    assertThat(listed(keyring.operator(), "")).contains(hers.toString(), his.toString());
    assertThat(listed(keyring.operator(), "?client_id=alice")).containsExactly(hers.toString());
    assertThat(listed(bobApi, "?before=" + hers)).isEmpty();
    assertThat(
            bobApi
                .get(Rentals.RENTALS + "?client_id=alice")
                .expectProblem(422, "invalid-fields")
                .fields())
        .containsExactly("client_id");
  }

  private static List<String> listed(Api caller, String query) {
    var all = caller.get(Rentals.RENTALS + query).expect(200).json().path("rentals");
    return StreamSupport.stream(all.spliterator(), false)
        .map(rental -> rental.path("rental_id").asString())
        .toList();
  }

  @Test
  void theSameIdempotencyKeyOfTwoClientsIsTwoRentals() {
    var hers = alice.rent("", Rentals.KEY, key).expect(201);
    var his = bob.rent("", Rentals.KEY, key).expect(201);

    assertThat(Rentals.id(his)).isNotEqualTo(Rentals.id(hers));
    assertThat(his.text("client_id")).isEqualTo("bob");
    assertThat(his.text("private_key")).isNotEmpty();
    assertThat(Rentals.id(alice.rent("", Rentals.KEY, key).expect(201)))
        .isEqualTo(Rentals.id(hers));
  }

  @Test
  void twoKeysOfOneClientShareItsRentals() {
    var id = Rentals.id(alice.rent("", Rentals.KEY, key).expect(201));
    var second = new Rentals(cordee.api().as(keyring.client("alice")));

    assertThat(Rentals.id(second.rent("", Rentals.KEY, key).expect(201))).isEqualTo(id);
    second.release(id).expect(200);
  }

  @Test
  void aTenantFollowsItsOwnRental() {
    var id = Rentals.id(alice.rent("").expect(201));

    var events = cordee.api().at(Rentals.RENTALS + "/" + id + "/events");
    try (var stream = EventStream.openAs(aliceKey, events)) {
      stream.awaited("ACTIVE");
      alice.release(id).expect(200);
      stream.awaitEnd();
      assertThat(stream.last().name()).isEqualTo("RELEASED");
    }
  }
}
