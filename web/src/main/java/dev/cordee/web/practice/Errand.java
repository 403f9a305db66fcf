package dev.cordee.web.practice;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What customers do, so that something is to be seen. */
enum Errand {
  CHECKOUTS(Watch.SAGAS),
  ORDERS(Watch.SAGAS),
  RENTAL(Watch.FLEET),
  SALE(Watch.SALES);

  private final Watch watch;

  Errand(Watch watch) {
    this.watch = watch;
  }

  /** Where one sees what becomes of it. */
  public String watch() {
    return watch.path();
  }

  /** As paths name it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Errand> of(String wire) {
    return Arrays.stream(values()).filter(known -> known.wire().equals(wire)).findFirst();
  }
}
