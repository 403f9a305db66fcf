package dev.cordee.sandbox.faults;

import dev.cordee.sandbox.http.Outcome;
import dev.cordee.sandbox.http.Reply;
import java.time.Duration;

/** What becomes of a call that a fault hits. */
final class Strike {
  private static final Outcome DROP = new Outcome.Drop();
  private static final Reply PAGE =
      Reply.text(
          200,
          "text/html; charset=utf-8",
          "<!doctype html><title>Sandbox</title><p>Not the answer.");

  private Strike() {}

  static Outcome at(Fault fault, Work work) {
    Effect effect = fault.spec().effect();
    String kind = effect.kind();
    return switch (effect) {
      case Effect.Latency(Duration wait) -> pause(wait) ? work.perform(kind) : DROP;
      case Effect.Failure(int status) -> {
        work.skip(status, kind);
        yield work.failure(status, "fault " + fault.id() + " struck");
      }
      case Effect.Answer(Reply reply, boolean worked) -> {
        if (worked) {
          work.perform(kind);
        } else {
          work.skip(reply.status(), kind);
        }
        yield reply;
      }
      case Effect.Plain.DROP_BEFORE, Effect.Plain.DOWN -> {
        // down: the request came in just before the port closed
        work.skip(null, kind);
        yield DROP;
      }
      case Effect.Plain.DROP_AFTER -> {
        work.perform(kind);
        yield DROP;
      }
      case Effect.Plain.HOLD_BEFORE -> fault.hold() ? work.perform(kind) : DROP;
      case Effect.Plain.HOLD_AFTER -> {
        Outcome outcome = work.perform(kind);
        yield fault.hold() ? outcome : DROP;
      }
      case Effect.Plain.HTML -> {
        work.perform(kind);
        yield PAGE;
      }
    };
  }

  /** False when the sandbox closes meanwhile. */
  private static boolean pause(Duration wait) {
    try {
      Thread.sleep(wait);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
