package dev.cordee.activities.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.activities.orders.Store.Left;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * What anybody can see of an order's saga.
 *
 * @param <T> what more can be seen
 */
abstract sealed class Seen<T extends Seen<T>> permits Ended, Parked {
  final OrderServer saga;
  private final ScriptedGateway gateway;

  Seen(OrderServer saga, ScriptedGateway gateway) {
    this.saga = saga;
    this.gateway = gateway;
  }

  abstract T self();

  /** The gateway was asked this and nothing else, in this order, to the letter. */
  T asking(String calls) {
    assertThat(words(gateway.asked())).as("calls").isEqualTo(calls);
    return self();
  }

  /** The services hold this. */
  T leaving(Left left) {
    assertThat(gateway.left()).isEqualTo(left);
    return self();
  }

  /** The journal holds these states. */
  T through(String states) {
    assertThat(words(saga.journal().states())).as("states").isEqualTo(states);
    return self();
  }

  static String words(Collection<?> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }
}
