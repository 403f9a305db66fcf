package dev.cordee.web.rental;

import dev.cordee.activities.rental.NodelessRental;
import dev.cordee.activities.rental.NodelessRentals;
import dev.cordee.web.dashboard.Attention;
import dev.cordee.web.dashboard.Attention.Urgency;
import dev.cordee.web.dashboard.NeedsAttention;
import dev.cordee.workflows.rental.RentalStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Tenants without a node. */
@Component
@Profile("api")
class RentalAttention implements NeedsAttention {

  /** A node is prepared in some seconds. */
  private static final Duration TOO_LONG = Duration.ofMinutes(1);

  /** More of a status than these are one entry that says how many. */
  private static final int MOST_OF_A_STATUS = 3;

  private static final String WORDS = "rentals.attention.";

  private final NodelessRentals rentals;

  RentalAttention(NodelessRentals rentals) {
    this.rentals = rentals;
  }

  @Override
  public List<Attention> list() {
    return rentals.find(TOO_LONG, MOST_OF_A_STATUS).stream()
        .collect(Collectors.groupingBy(NodelessRental::status))
        .values()
        .stream()
        .flatMap(RentalAttention::told)
        .toList();
  }

  /** Of one status, those that wait longest first. */
  private static Stream<Attention> told(List<NodelessRental> alike) {
    var first = alike.getFirst();
    return first.alike() > MOST_OF_A_STATUS
        ? Stream.of(
            new Attention(
                urgency(first.status()),
                WORDS + first.status() + ".many",
                List.of(first.alike()),
                "",
                Optional.of(first.since()),
                RentalPages.PATH + "?status=" + first.status()))
        : alike.stream().map(RentalAttention::told);
  }

  private static Attention told(NodelessRental rental) {
    return new Attention(
        urgency(rental.status()),
        WORDS + rental.status(),
        List.of(rental.clientId()),
        rental.reason(),
        Optional.of(rental.since()),
        RentalPages.path(rental.id()));
  }

  /** Who had a node and lost it, is cut off from what is theirs. */
  private static Urgency urgency(RentalStatus status) {
    return status == RentalStatus.PROVISIONING ? Urgency.SOON : Urgency.NOW;
  }
}
