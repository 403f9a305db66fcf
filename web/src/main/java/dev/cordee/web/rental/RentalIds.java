package dev.cordee.web.rental;

import dev.cordee.web.http.IdempotencyKey;
import dev.cordee.web.http.Problem;
import dev.cordee.web.http.ProblemException;
import dev.cordee.workflows.rental.RentalId;
import dev.cordee.workflows.saga.SagaId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Ids of rentals, in requests. */
final class RentalIds {
  private static final String NAMESPACE = "rental";

  private RentalIds() {}

  /** The rental that a client's key stands for, or one nobody has heard of. */
  static RentalId of(Optional<IdempotencyKey> key) {
    return new RentalId(
        key.map(given -> SagaId.ofKey(NAMESPACE, given.value()).value())
            .orElseGet(UUID::randomUUID));
  }

  /**
   * Reads one.
   *
   * @param field where it was sent
   * @throws ProblemException 422 when it is no UUID
   */
  static RentalId parse(String field, String text) {
    return SagaId.parse(text)
        .map(uuid -> new RentalId(uuid.value()))
        .orElseThrow(
            () ->
                ProblemException.invalidFields(
                    List.of(new Problem.FieldError(field, "must be a UUID"))));
  }
}
