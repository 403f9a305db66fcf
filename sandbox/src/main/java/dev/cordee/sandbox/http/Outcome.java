package dev.cordee.sandbox.http;

/** What becomes of a request: a {@link Reply}, or the connection closed without one. */
public sealed interface Outcome permits Reply, Outcome.Drop {

  /** No answer: the client sees its connection close. */
  record Drop() implements Outcome {}
}
