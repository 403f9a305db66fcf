package dev.cordee.activities.orders;

import dev.cordee.activities.orders.Behaviour.Reaction.Answer;
import dev.cordee.activities.orders.Behaviour.Reaction.Drop;
import dev.cordee.activities.orders.Behaviour.Reaction.Silence;
import java.util.function.Function;
import java.util.function.Supplier;

/** What can go wrong between a saga and the services behind the gateway. */
enum Fault implements Behaviour {
  /** As the gateway says every no. */
  REFUSES(_ -> new Answer(500, "")),
  FAILS_AFTER_THE_WORK(work -> after(work, new Answer(500, ""))),
  DROPS_BEFORE_THE_WORK(_ -> new Drop()),
  DROPS_AFTER_THE_WORK(work -> after(work, new Drop())),
  IS_SILENT_BEFORE_THE_WORK(_ -> new Silence()),
  IS_SILENT_AFTER_THE_WORK(work -> after(work, new Silence())),
  /** A proxy in between has lost the request, or the answer. */
  IS_LOST_BEFORE_THE_WORK(_ -> new Answer(502, "")),
  IS_LOST_AFTER_THE_WORK(work -> after(work, new Answer(502, ""))),
  HAS_NO_ROUTE(_ -> new Answer(404, "404 page not found")),
  IS_BUSY(_ -> new Answer(429, "")),
  SAYS_HTML(work -> after(work, new Answer(200, "<html><body>Welcome!</body></html>"))),
  SAYS_NOTHING_OF_USE(work -> after(work, new Answer(200, "{}"))),
  SAYS_RESULT_NULL(work -> after(work, new Answer(200, "{\"result\":null}"))),
  /** {@code {"order_id":"42"}}. */
  SAYS_THE_ID_AS_TEXT(work -> new Answer(200, work.get().body().replaceAll(":(\\d+)", ":\"$1\"")));

  private final Function<Supplier<Answer>, Reaction> reaction;

  Fault(Function<Supplier<Answer>, Reaction> reaction) {
    this.reaction = reaction;
  }

  private static Reaction after(Supplier<Answer> work, Reaction reaction) {
    work.get();
    return reaction;
  }

  @Override
  public Reaction to(Supplier<Answer> work) {
    return reaction.apply(work);
  }
}
