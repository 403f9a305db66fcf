package dev.cordee.sandbox.http;

/** Answers one request. A {@link Rejection} thrown here becomes the answer it carries. */
@FunctionalInterface
public interface Handler {
  Outcome handle(Request request);
}
