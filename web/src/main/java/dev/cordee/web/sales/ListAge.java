package dev.cordee.web.sales;

import dev.cordee.activities.sales.CensusRecord;
import java.time.Duration;
import java.time.Instant;
import org.springframework.http.HttpHeaders;

/**
 * How old Azure's list is, of which an answer tells: in the headers by which caches tell of their
 * own age.
 */
final class ListAge {
  private static final String WARNING = "Warning";

  /** Revalidation failed (RFC 7234, 5.5.2). */
  private static final String STALE =
      "111 cordee \"Azure's list of apps could not be read again since\"";

  private ListAge() {}

  static HttpHeaders headers(CensusRecord census) {
    var headers = new HttpHeaders();
    // the table tells more than the list: what was read may not be kept by anybody
    headers.setCacheControl("no-store");
    census
        .listedAt()
        .map(at -> Duration.between(at, Instant.now()).toSeconds())
        .ifPresent(age -> headers.set(HttpHeaders.AGE, Long.toString(Math.max(0, age))));
    if (census.trouble().isPresent()) {
      headers.set(WARNING, STALE);
    }
    return headers;
  }
}
