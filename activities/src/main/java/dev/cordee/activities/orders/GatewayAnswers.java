package dev.cordee.activities.orders;

import dev.cordee.activities.orders.GatewaySettings.Errors;
import dev.cordee.activities.saga.Reply;
import dev.cordee.workflows.saga.Outcome;
import java.util.function.Function;

/** What the gateway's answers mean for an order. */
final class GatewayAnswers {
  private final Errors errors;

  GatewayAnswers(Errors errors) {
    this.errors = errors;
  }

  /**
   * The meaning of a reply.
   *
   * @param success what a 2xx means, by its body
   */
  <T> Outcome<T> meaning(Reply reply, Function<Reply.Answer, Outcome<T>> success) {
    return switch (reply) {
      case Reply.NotSent(var reason) -> new Outcome.Unavailable<>(reason, null);
      case Reply.NoAnswer(var reason) -> new Outcome.Unknown<>(reason, null);
      case Reply.Answer answer ->
          switch (answer.status()) {
            // too early, or too many: a no for now
            case 408, 425, 429 -> new Outcome.Unavailable<>(answer.describe(), null);
            // a proxy in between lost the answer
            case 502, 504 -> new Outcome.Unknown<>(answer.describe(), null);
            default -> definite(answer, success);
          };
    };
  }

  private <T> Outcome<T> definite(Reply.Answer answer, Function<Reply.Answer, Outcome<T>> success) {
    return switch (answer.status() / 100) {
      case 2 -> success.apply(answer);
      case 5 ->
          switch (errors) {
            case REJECTED -> new Outcome.Rejected<>(answer.describe());
            case UNKNOWN -> new Outcome.Unknown<>(answer.describe(), null);
          };
      default -> new Outcome.Rejected<>(answer.describe());
    };
  }
}
