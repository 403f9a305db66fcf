package dev.cordee.web.saga;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A counter of the states entered by one kind of saga, exactly once a saga. Read from the journal,
 * where they are counted in the statement that stores them; a counter in memory would count a
 * repeated activity twice and forget at a restart.
 */
public final class StateMetrics implements MeterBinder {
  private final String meter;
  private final String tag;
  private final Enum<?>[] states;
  private final Counts totals;

  /**
   * @param meter its name, to which Prometheus adds {@code _total}
   * @param tag under which it names the state
   * @param states all there are: each is counted from 0
   * @param totals how often each was entered, by its name
   */
  public StateMetrics(
      String meter, String tag, Enum<?>[] states, Supplier<Map<String, Long>> totals) {
    this.meter = meter;
    this.tag = tag;
    this.states = states.clone();
    this.totals = new Counts(totals);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Stream.of(states).map(Enum::name).forEach(state -> count(state, registry));
  }

  private void count(String state, MeterRegistry registry) {
    FunctionCounter.builder(meter, totals, counts -> counts.of(state))
        .description("States entered by orders, once per order and state")
        .tag(tag, state)
        .register(registry);
  }
}
