package dev.cordee.sandbox.faults;

import dev.cordee.sandbox.http.Outcome;
import dev.cordee.sandbox.http.Reply;
import org.jspecify.annotations.Nullable;

/** One call's work, done or left undone; either way its service keeps a record of it. */
public interface Work {

  /**
   * Does the work.
   *
   * @param fault the kind of fault that strikes the call, if one does
   */
  Outcome perform(@Nullable String fault);

  /**
   * Leaves the work undone.
   *
   * @param status what the caller is answered; nothing when nothing
   */
  void skip(@Nullable Integer status, String fault);

  /** How the service words a failure that was ordered. */
  default Reply failure(int status, String reason) {
    return Reply.problem(status, "injected_fault", reason);
  }
}
