package dev.cordee.bench.report;

import java.util.Locale;

/** A number as a reader of a benchmark needs it: two or three figures are all it is good for. */
public final class Figure {
  /** In place of a number that there is none of. */
  public static final String NONE = "–";

  private Figure() {}

  public static String of(double value) {
    if (!Double.isFinite(value)) {
      return NONE;
    }
    return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 1 ? "%.1f" : "%.2f", value);
  }

  /** How many times something else it is. */
  public static String times(double value) {
    return Double.isFinite(value) ? of(value) + "×" : NONE;
  }
}
