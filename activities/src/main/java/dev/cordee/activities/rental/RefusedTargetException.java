package dev.cordee.activities.rental;

/** A tenant's address that must not be called. The message says why and never holds the address. */
final class RefusedTargetException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  RefusedTargetException(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
