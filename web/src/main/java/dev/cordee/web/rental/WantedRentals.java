package dev.cordee.web.rental;

import dev.cordee.activities.rental.RentalRecords.Wanted;
import dev.cordee.web.access.Caller;
import dev.cordee.web.http.Problem;
import dev.cordee.web.http.ProblemException;
import dev.cordee.workflows.rental.RentalStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which rentals a request wants to see. */
final class WantedRentals {
  private WantedRentals() {}

  /**
   * Reads it. A client sees its own, whether it says so or not.
   *
   * @throws ProblemException 422 that names what cannot be wanted
   */
  static Wanted of(
      Optional<String> status, Optional<String> clientId, Optional<String> before, Caller caller) {
    return new Wanted(
        status.map(WantedRentals::status),
        client(clientId, caller),
        before.map(id -> RentalIds.parse("before", id)));
  }

  private static Optional<String> client(Optional<String> asked, Caller caller) {
    asked
        .map(WantedRentals::client)
        .filter(client -> !caller.mayUse(client))
        .ifPresent(
            other -> {
              throw invalid("client_id", "must be the one that your key is for, or be left out");
            });
    return caller.client().or(() -> asked);
  }

  private static String client(String text) {
    if (text.length() > Caller.LONGEST_CLIENT || text.chars().anyMatch(Character::isISOControl)) {
      throw invalid("client_id", "is no client's name");
    }
    return text;
  }

  private static RentalStatus status(String text) {
    return Stream.of(RentalStatus.values())
        .filter(status -> status.name().equals(text))
        .findFirst()
        .orElseThrow(() -> invalid("status", "must be one of " + List.of(RentalStatus.values())));
  }

  private static ProblemException invalid(String field, String why) {
    return ProblemException.invalidFields(List.of(new Problem.FieldError(field, why)));
  }
}
