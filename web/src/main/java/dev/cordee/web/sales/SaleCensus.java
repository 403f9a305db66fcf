package dev.cordee.web.sales;

import dev.cordee.activities.sales.CensusRecord;
import dev.cordee.activities.sales.SaleRecords;
import dev.cordee.web.http.ProblemException;
import java.time.Duration;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Whether what the table tells of sales can be believed at all. */
@Component
@Profile("api")
final class SaleCensus {

  /** A worker reads the list as soon as it is there. */
  private static final Duration SOON = Duration.ofSeconds(2);

  /** The first list comes so long after a worker that has just been started. */
  private static final Duration FIRST_LIST = Duration.ofSeconds(15);

  private static final Duration LOOK = Duration.ofMillis(200);

  private final SaleRecords sales;

  SaleCensus(SaleRecords sales) {
    this.sales = sales;
  }

  /**
   * How old what the table tells is, at most. While a worker is about to read the first list, this
   * waits for it, but not for long.
   *
   * @throws ProblemException 503 when nobody looks after sales, or nobody knows which there are
   */
  CensusRecord require() {
    var end = System.nanoTime() + FIRST_LIST.toNanos();
    var census = look();
    while (isBeingRead(census) && System.nanoTime() < end && pause()) {
      census = look();
    }
    if (!census.missing().isEmpty()) {
      throw ProblemException.of(
              HttpStatus.SERVICE_UNAVAILABLE,
              "sales-not-configured",
              "sales are off: workers lack the settings " + String.join(", ", census.missing()))
          .with(Map.of("missing", census.missing()));
    }
    if (census.listedAt().isEmpty()) {
      throw unavailable(
          "sales-not-read-yet",
          "which sales there are is not known yet: the list of apps has not been read from Azure"
              + census.trouble().map(why -> ": " + why).orElse(""));
    }
    return census;
  }

  private CensusRecord look() {
    return sales
        .census()
        .orElseThrow(
            () ->
                unavailable(
                    "sales-worker-silent",
                    "no worker has said yet whether it is set up for sales; is one running?"));
  }

  private static boolean isBeingRead(CensusRecord census) {
    return census.listedAt().isEmpty() && census.missing().isEmpty() && census.trouble().isEmpty();
  }

  /** Returns whether to look again. */
  private static boolean pause() {
    try {
      Thread.sleep(LOOK);
      return true;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static ProblemException unavailable(String slug, String detail) {
    var problem = ProblemException.of(HttpStatus.SERVICE_UNAVAILABLE, slug, detail);
    problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(SOON.toSeconds()));
    return problem;
  }
}
