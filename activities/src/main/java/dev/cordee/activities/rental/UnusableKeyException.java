package dev.cordee.activities.rental;

/** A public key that a tenant sent cannot be used. The message says why and never holds the key. */
public final class UnusableKeyException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnusableKeyException(String message) {
    super(message);
  }
}
