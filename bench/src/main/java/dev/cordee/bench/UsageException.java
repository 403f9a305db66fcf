package dev.cordee.bench;

/** The command line or the environment cannot be used; the message says which part, and why. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
