package dev.cordee.web.sales;

import dev.cordee.activities.sales.SaleRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;

/**
 * What engines cost, as far as that can be told without an invoice: each costs the same for every
 * hour that it runs.
 *
 * @param pricePerHour of one; zero when nothing is to be told
 */
record CostEstimate(BigDecimal pricePerHour) {
  private static final Currency EURO = Currency.getInstance("EUR");
  private static final BigDecimal SECONDS_PER_HOUR =
      BigDecimal.valueOf(Duration.ofHours(1).toSeconds());

  /** Hours are cheap: a cent would be too coarse. */
  private static final int DIGITS = 3;

  boolean isOn() {
    return pricePerHour.signum() > 0;
  }

  /**
   * From when it went live, or from when it was asked for while it has not, until now or its end.
   */
  Optional<BigDecimal> of(SaleRecord sale, Instant now) {
    if (!isOn()) {
      return Optional.empty();
    }
    var begin = sale.liveAt().orElse(sale.requestedAt());
    var ran = Duration.between(begin, sale.endedAt().orElse(now));
    var seconds = BigDecimal.valueOf(Math.max(0, ran.toSeconds()));
    return Optional.of(
        pricePerHour.multiply(seconds).divide(SECONDS_PER_HOUR, DIGITS, RoundingMode.HALF_UP));
  }

  /** All together, in an hour. */
  BigDecimal perHour(int engines) {
    return pricePerHour.multiply(BigDecimal.valueOf(engines));
  }

  /** As people of a language read it. */
  static String shown(BigDecimal amount, Locale language) {
    var format = NumberFormat.getCurrencyInstance(language);
    format.setCurrency(EURO);
    format.setMinimumFractionDigits(2);
    format.setMaximumFractionDigits(DIGITS);
    return format.format(amount);
  }
}
