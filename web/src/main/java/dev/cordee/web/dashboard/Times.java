package dev.cordee.web.dashboard;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Profile;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Times and durations as the viewer of the page reads them; templates know it as {@code times}. */
@Component("times")
@Profile("api")
public final class Times {
  private static final DateTimeFormatter TODAY =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final Duration A_MINUTE = Duration.ofMinutes(1);
  private static final Duration AN_HOUR = Duration.ofHours(1);
  private static final Duration A_DAY = Duration.ofDays(1);
  private static final double MILLIS_PER_SECOND = 1000.0;

  private final MessageSource words;
  private final Clock clock = Clock.systemUTC();

  Times(MessageSource words) {
    this.words = words;
  }

  /** The time of day; with the day, when that is not today. */
  public String of(Instant instant) {
    var zone = LocaleContextHolder.getTimeZone().toZoneId();
    var time = instant.atZone(zone);
    if (time.toLocalDate().equals(ZonedDateTime.now(clock.withZone(zone)).toLocalDate())) {
      return TODAY.format(time);
    }
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.MEDIUM)
        .withLocale(LocaleContextHolder.getLocale())
        .format(time);
  }

  /** How long ago, in words. */
  public String ago(Instant instant) {
    return word("dashboard.ago", duration(Duration.between(instant, clock.instant())));
  }

  /** How long from now; of what is past, zero. */
  public String left(Instant instant) {
    return duration(Duration.between(clock.instant(), instant));
  }

  /** Since when, as a duration until now. */
  public String since(Instant instant) {
    return duration(Duration.between(instant, clock.instant()));
  }

  /** A duration in its two largest units. */
  public String duration(Duration duration) {
    var length = duration.isNegative() ? Duration.ZERO : duration;
    if (length.compareTo(Duration.ofSeconds(1)) < 0) {
      return word("dashboard.millis", length.toMillis());
    }
    if (length.compareTo(Duration.ofSeconds(10)) < 0) {
      return word("dashboard.seconds.part", length.toMillis() / MILLIS_PER_SECOND);
    }
    if (length.compareTo(A_MINUTE) < 0) {
      return word("dashboard.seconds", length.toSeconds());
    }
    if (length.compareTo(AN_HOUR) < 0) {
      return word("dashboard.minutes", length.toMinutes(), length.toSecondsPart());
    }
    return length.compareTo(A_DAY) < 0
        ? word("dashboard.hours", length.toHours(), length.toMinutesPart())
        : word("dashboard.days", length.toDays(), length.toHoursPart());
  }

  private String word(String key, Object... values) {
    return words.getMessage(key, values, LocaleContextHolder.getLocale());
  }
}
