package dev.cordee.activities.rental;

/**
 * Ansible could not be asked, or did not get as far as the node: this worker's trouble. It says
 * nothing about the node, which must not be set aside for it.
 */
public final class AnsibleUnusableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public AnsibleUnusableException(String message) {
    super(message);
  }

  public AnsibleUnusableException(String message, Throwable cause) {
    super(message, cause);
  }
}
