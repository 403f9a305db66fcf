package dev.cordee.web.sales;

import dev.cordee.web.http.JsonFields;
import java.time.Duration;
import java.util.Optional;

/** How long a sale is to go on, as clients tell it: in whole minutes. */
final class Minutes {
  private final long most;

  Minutes(Duration most) {
    this.most = most.toMinutes();
  }

  /** A field that may be left out. */
  Optional<Duration> optional(JsonFields body, String field) {
    return body.optionalNumber(field, this::fit, otherwise()).map(Minutes::duration);
  }

  /** A field that has to be there; empty when it is not sound, which the body's check reports. */
  Optional<Duration> required(JsonFields body, String field) {
    return body.number(field, this::fit, otherwise()).map(Minutes::duration);
  }

  private boolean fit(double minutes) {
    return minutes == Math.rint(minutes) && minutes >= 1 && minutes <= most;
  }

  private String otherwise() {
    return "must be a whole number from 1 to " + most;
  }

  private static Duration duration(double minutes) {
    return Duration.ofMinutes((long) minutes);
  }
}
