package dev.cordee.web.rental;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.cordee.activities.rental.RentalRecord;
import dev.cordee.web.http.ProblemException;
import dev.cordee.workflows.rental.RentalId;
import dev.cordee.workflows.rental.RentalStatus;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** What a POST of a rental is answered with, once there is something to say. */
final class RentAnswers {

  /** By then the fleet was looked at once more, and one that was being cleaned may be free. */
  private static final String TRY_AGAIN_SECONDS = "30";

  /**
   * Body of a 201 and of a 202.
   *
   * @param connection while it is active
   * @param privateKey made for it; told once
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Rented(
      @JsonProperty("rental_id") RentalId rentalId,
      @JsonProperty("client_id") @Nullable String clientId,
      RentalStatus status,
      @Nullable String reason,
      @JsonUnwrapped @Nullable Connection connection,
      @Nullable Integer epoch,
      @JsonProperty("lease_end_at") @Nullable Instant leaseEndAt,
      @JsonProperty("queue_position") @Nullable Integer queuePosition,
      @JsonProperty("private_key") @Nullable String privateKey) {

    @Override
    public String toString() {
      return "Rented[" + rentalId + "]";
    }
  }

  private RentAnswers() {}

  static ResponseEntity<Rented> of(RentService.Answer answer) {
    if (answer.settled()) {
      answer.rental().filter(RentAnswers::isFailed).ifPresent(RentAnswers::fail);
    }
    var status = answer.settled() ? HttpStatus.CREATED : HttpStatus.ACCEPTED;
    return ResponseEntity.status(status)
        .location(URI.create(RentalController.PATH + "/" + answer.id()))
        // it may hold a key
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(body(answer));
  }

  private static boolean isFailed(RentalRecord rental) {
    return rental.status() == RentalStatus.FAILED;
  }

  private static Rented body(RentService.Answer answer) {
    // what failed before is tried again
    var rental = answer.rental().filter(known -> answer.settled() || !isFailed(known));
    var privateKey = answer.privateKey().orElse(null);
    return rental
        .map(known -> body(known, privateKey))
        .orElseGet(
            () ->
                new Rented(
                    answer.id(),
                    null,
                    RentalStatus.PROVISIONING,
                    null,
                    null,
                    null,
                    null,
                    null,
                    privateKey));
  }

  private static Rented body(RentalRecord rental, @Nullable String privateKey) {
    return new Rented(
        rental.id(),
        rental.clientId(),
        rental.status(),
        rental.reason(),
        Connection.of(rental).orElse(null),
        rental.epoch(),
        rental.leaseEndAt(),
        rental.position().orElse(null),
        privateKey);
  }

  private static void fail(RentalRecord rental) {
    throw problem(rental).with(Map.of("rental_id", rental.id().toString()));
  }

  private static ProblemException problem(RentalRecord rental) {
    return switch (rental.failure()) {
      case NO_NODE, NONE -> noNode(rental);
      case NOT_PROVISIONED ->
          ProblemException.of(HttpStatus.BAD_GATEWAY, "not-provisioned", rental.reason());
      case GIVEN_UP -> ProblemException.of(HttpStatus.CONFLICT, "rental-given-up", rental.reason());
    };
  }

  private static ProblemException noNode(RentalRecord rental) {
    var problem =
        ProblemException.of(HttpStatus.SERVICE_UNAVAILABLE, "no-node-free", rental.reason());
    problem.getHeaders().set(HttpHeaders.RETRY_AFTER, TRY_AGAIN_SECONDS);
    return problem;
  }
}
