package dev.cordee.activities.checkout;

import dev.cordee.activities.saga.PeerPolicy.ServerErrors;
import dev.cordee.activities.saga.Reply;
import dev.cordee.workflows.checkout.CartLine;
import dev.cordee.workflows.saga.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the shop's answers mean for a checkout; the table of the wire contract as functions. */
final class ShopAnswers {
  private final ServerErrors serverErrors;

  ShopAnswers(ServerErrors serverErrors) {
    this.serverErrors = serverErrors;
  }

  /** Stock and client: any 2xx is a yes. */
  Outcome<Boolean> accepted(Reply reply) {
    return meaning(
        reply,
        answer ->
            answer.status() / 100 == 2
                ? new Outcome.Done<>(true)
                : new Outcome.Rejected<>(answer.describe()));
  }

  /** Ventes: 201 alone is a yes; a 200 is a sale that was not recorded. */
  Outcome<Boolean> created(Reply reply) {
    return meaning(
        reply,
        answer ->
            answer.status() == 201
                ? new Outcome.Done<>(true)
                : new Outcome.Rejected<>(answer.describe()));
  }

  /** Panier: a cart with at least one line, all of them sound. */
  Outcome<List<CartLine>> cart(Reply reply, Function<String, Optional<List<CartLine>>> read) {
    return meaning(
        reply,
        answer -> {
          if (answer.status() != 200) {
            return new Outcome.Rejected<>(answer.describe());
          }
          var lines = read.apply(answer.body());
          if (lines.isEmpty()) {
            return new Outcome.Unavailable<>("unreadable cart: " + answer.excerpt(), null);
          }
          return lines.get().isEmpty()
              ? new Outcome.Rejected<>("the cart is empty")
              : new Outcome.Done<>(lines.get());
        });
  }

  private <T> Outcome<T> meaning(Reply reply, Function<Reply.Answer, Outcome<T>> definite) {
    return switch (reply) {
      case Reply.NotSent(var reason) -> new Outcome.Unavailable<>(reason, null);
      case Reply.NoAnswer(var reason) -> new Outcome.Unknown<>(reason, null);
      case Reply.Answer answer when isForNow(answer.status()) ->
          new Outcome.Unavailable<>(answer.describe(), null);
      case Reply.Answer answer when answer.status() >= 500 ->
          switch (serverErrors) {
            case NOT_APPLIED -> new Outcome.Unavailable<>(answer.describe(), null);
            case UNKNOWN -> new Outcome.Unknown<>(answer.describe(), null);
          };
      case Reply.Answer answer -> definite.apply(answer);
    };
  }

  /** Request time-out, too early, too many requests: a no for now, not for good. */
  private static boolean isForNow(int status) {
    return status == 408 || status == 425 || status == 429;
  }
}
