package dev.cordee.activities.sales;

/** A web page in the place of an answer: somebody on the way spoke, and not Azure. */
final class PageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PageException(int status) {
    super("answered " + status + " with a web page", null, false, false);
  }
}
