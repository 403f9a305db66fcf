package dev.cordee.web.rental;

import dev.cordee.workflows.rental.RentalStatus;

/** How a rental's status looks, besides its word. */
final class RentalTones {
  private RentalTones() {}

  static String of(RentalStatus status) {
    return switch (status) {
      case ACTIVE -> "good";
      case PROVISIONING, RELEASING -> "busy";
      case MIGRATING -> "warn";
      case EN_PANNE, FAILED -> "bad";
      case RELEASED -> "idle";
    };
  }
}
