package dev.cordee.web.sales;

import dev.cordee.web.dashboard.Form;
import dev.cordee.web.http.JsonFields;
import java.time.Duration;
import java.util.Optional;

/** How long a sale is to go on, as clients tell it: in whole minutes. */
final class Minutes {
  /** Of what is typed; no number of minutes needs more. */
  private static final int LONGEST = 9;

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

  /** The same, as a person fills it in. */
  Optional<Duration> optional(Form form, String field) {
    var text = form.optionalText(field, LONGEST);
    var minutes = text.filter(typed -> typed.matches("\\d+")).map(Double::parseDouble);
    if (text.isPresent() && minutes.filter(this::fit).isEmpty()) {
      form.reject(field, otherwise());
    }
    return minutes.filter(this::fit).map(Minutes::duration);
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
