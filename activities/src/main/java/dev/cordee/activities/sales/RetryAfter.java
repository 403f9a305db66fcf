package dev.cordee.activities.sales;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header of that name: how long not to ask again. */
final class RetryAfter {

  /** A wait that is told and cannot be: a slip of theirs shall not stop us for a day. */
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  private RetryAfter() {}

  /** From seconds, or from a date; empty when the header is absent or is neither. */
  static Optional<Duration> read(@Nullable String header, Instant now) {
    if (header == null) {
      return Optional.empty();
    }
    var value = header.strip();
    return SECONDS.matcher(value).matches()
        ? Optional.of(within(Duration.ofSeconds(Long.parseLong(value))))
        : date(value).map(date -> within(Duration.between(now, date)));
  }

  private static Optional<Instant> date(String value) {
    try {
      return Optional.of(
          ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Duration within(Duration told) {
    var atLeast = told.compareTo(SHORTEST) < 0 ? SHORTEST : told;
    return atLeast.compareTo(LONGEST) > 0 ? LONGEST : atLeast;
  }
}
