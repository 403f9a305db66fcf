package dev.cordee.web.rental;

import dev.cordee.workflows.rental.RentalStatus;
import java.util.List;

/** What an operator can do about a rental. */
enum RentalAct {
  EXTEND,
  RELEASE;

  /** Those that make sense now. */
  static List<RentalAct> on(RentalStatus status) {
    return switch (status) {
      case PROVISIONING, ACTIVE, MIGRATING, EN_PANNE -> List.of(values());
      case RELEASING, RELEASED, FAILED -> List.of();
    };
  }
}
