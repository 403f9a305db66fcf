package dev.cordee.activities.orders;

import dev.cordee.activities.orders.Behaviour.Reaction.Answer;
import java.util.function.Supplier;

/** What the gateway makes of one request. */
@FunctionalInterface
interface Behaviour {

  /**
   * @param work does what was asked, and says what the service behind the gateway answers
   */
  Reaction to(Supplier<Answer> work);

  /** What the client gets to see. */
  sealed interface Reaction {
    record Answer(int status, String body) implements Reaction {}

    /** The connection is closed without a word. */
    record Drop() implements Reaction {}

    /** Nothing, until the client hangs up. */
    record Silence() implements Reaction {}
  }

  static Behaviour works() {
    return Supplier::get;
  }

  /** Does nothing but answer. */
  static Behaviour answers(int status, String body) {
    return _ -> new Answer(status, body);
  }

  /** Does what was asked, and answers something else. */
  static Behaviour worksAndSays(String body) {
    return work -> {
      work.get();
      return new Answer(200, body);
    };
  }

  /** Something happens, such as a cancel, while the request is under way. */
  static Behaviour during(Runnable event, Behaviour then) {
    return work -> {
      event.run();
      return then.to(work);
    };
  }
}
