package dev.cordee.web.rental;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cordee.activities.rental.RentalRecords;
import dev.cordee.web.http.Problem;
import dev.cordee.web.http.ProblemException;
import dev.cordee.workflows.rental.RentalId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Lists rentals, a page at a time. */
@Component
@Profile("api")
final class RentalLists {
  private static final int MOST = 500;

  /**
   * A page.
   *
   * @param next what to ask for {@code before} of, to get the next page; null on the last
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Rentals(List<RentalView> rentals, @Nullable RentalId next) {}

  private final RentalRecords rentals;

  RentalLists(RentalRecords rentals) {
    this.rentals = rentals;
  }

  Rentals list(RentalRecords.Wanted wanted, int limit) {
    var found = rentals.list(wanted, limit + 1);
    var page = found.stream().limit(limit).map(RentalView::of).toList();
    return new Rentals(page, found.size() > limit ? page.getLast().rentalId() : null);
  }

  /**
   * Reads how many are wanted.
   *
   * @throws ProblemException 422 when it is no number of rentals
   */
  static int limit(String text) {
    var limit = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > MOST) {
      throw ProblemException.invalidFields(
          List.of(new Problem.FieldError("limit", "must be an integer from 1 to " + MOST)));
    }
    return limit;
  }
}
