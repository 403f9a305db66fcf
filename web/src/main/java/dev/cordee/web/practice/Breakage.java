package dev.cordee.web.practice;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be broken: all of it, and nothing else can. By what means: {@link Means#of}. */
enum Breakage {
  PAYMENT_REFUSES(Watch.SAGAS),
  PAYMENT_DOWN(Watch.SAGAS),
  STOCK_SLOW(Watch.SAGAS),
  /** Nobody can tell whether an undo that must not be repeated was done. */
  UNDO_LOST(Watch.REPAIRS),
  NODE_STOPPED(Watch.FLEET),
  NODE_FROZEN(Watch.FLEET),
  WORKER_KILLED(Watch.OVERVIEW),
  WORKER_STOPPED(Watch.OVERVIEW),
  AZURE_THROTTLES(Watch.SALES),
  ENGINE_SILENT(Watch.SALES),
  TEMPORAL_KILLED(Watch.OVERVIEW);

  private final Watch watch;

  Breakage(Watch watch) {
    this.watch = watch;
  }

  /** Where it shows. */
  Watch watch() {
    return watch;
  }

  Means means() {
    return Means.of(this);
  }

  /** As paths name it. */
  String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Breakage> of(String wire) {
    return Arrays.stream(values()).filter(known -> known.wire().equals(wire)).findFirst();
  }
}
