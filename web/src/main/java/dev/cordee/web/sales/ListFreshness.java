package dev.cordee.web.sales;

import dev.cordee.activities.sales.CensusRecord;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Whether Azure's list is still what there is. */
@Component
@Profile("api")
final class ListFreshness {

  /** A list that is late once is only slow. */
  private static final int MISSED = 3;

  private final Duration limit;

  ListFreshness(SalesSettings settings) {
    this.limit = settings.sweepInterval().multipliedBy(MISSED);
  }

  /** Whether nobody has read it for so long that nobody may be reading it at all. */
  boolean isOld(CensusRecord census, Instant now) {
    return census.missing().isEmpty()
        && census.listedAt().filter(at -> at.plus(limit).isBefore(now)).isPresent();
  }
}
