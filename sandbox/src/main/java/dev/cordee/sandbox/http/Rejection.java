package dev.cordee.sandbox.http;

import org.jspecify.annotations.Nullable;

/** A request refused for a reason the caller is told: becomes a JSON answer with that status. */
public final class Rejection extends RuntimeException {
  private final int status;
  private final Problem problem;

  public Rejection(int status, String error, String reason) {
    this(status, new Problem(error, reason, null));
  }

  private Rejection(int status, Problem problem) {
    super(problem.reason(), null, false, false);
    this.status = status;
    this.problem = problem;
  }

  /** A 422 that names the field at fault. */
  public static Rejection ofField(String field, String reason) {
    return new Rejection(422, new Problem("invalid_field", field + " " + reason, field));
  }

  public int status() {
    return status;
  }

  public Reply reply() {
    return reply(status);
  }

  /** The same refusal from a service that has another status for it. */
  public Reply reply(int status) {
    return Reply.json(status, problem);
  }

  /**
   * The body of every refusal.
   *
   * @param error stable word for programs
   * @param reason sentence for people
   * @param field the field at fault, where one is
   */
  public record Problem(String error, String reason, @Nullable String field) {}
}
