package dev.cordee.sandbox.orders;

import dev.cordee.sandbox.service.Asked;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The last {@value #CAPACITY} calls in the order of arrival, and counts of all of them. */
public final class CallLog {
  static final int CAPACITY = 100_000;
  static final int LONGEST_BODY = 500;

  /** Stands for all paths off every route, so that the counts stay few. */
  static final String UNKNOWN = "unknown";

  private final BiFunction<OrdersService, String, Optional<String>> template;
  private final @Nullable Call[] ring = new @Nullable Call[CAPACITY];
  private final Map<Asked, Long> counts = new LinkedHashMap<>();
  private long last;

  /**
   * An empty log.
   *
   * @param template of a service's path, where it has one
   */
  CallLog(BiFunction<OrdersService, String, Optional<String>> template) {
    this.template = template;
  }

  /** Enters a call that has arrived; the number is what {@link #answered} knows it by. */
  synchronized long arrived(OrdersService service, Asked asked, String body) {
    String path = template.apply(service, asked.path()).orElse(UNKNOWN);
    counts.merge(
        new Asked(service, asked.method(), path, asked.operation(), null, null), 1L, Long::sum);
    last++;
    ring[slot(last)] = new Call(last, asked, shortened(body), null, null, false, Instant.now());
    return last;
  }

  /** Completes the entry of a call, if the log still has it. */
  synchronized void answered(
      long number, @Nullable Integer status, @Nullable String fault, boolean applied) {
    Call call = ring[slot(number)];
    if (call != null && call.number() == number) {
      ring[slot(number)] = call.answered(status, fault, applied);
    }
  }

  /** The calls still in the log after a number, oldest first. */
  public synchronized List<Call> calls(long after, long most, Predicate<Asked> wanted) {
    return LongStream.rangeClosed(Math.max(after, last - CAPACITY) + 1, last)
        .mapToObj(number -> Objects.requireNonNull(ring[slot(number)]))
        .filter(call -> wanted.test(call.asked()))
        .limit(most)
        .toList();
  }

  public synchronized List<CallCount> counts(Predicate<Asked> wanted) {
    return counts.entrySet().stream()
        .filter(count -> wanted.test(count.getKey()))
        .map(count -> new CallCount(count.getKey(), count.getValue()))
        .toList();
  }

  private static int slot(long number) {
    return (int) (number % CAPACITY);
  }

  private static @Nullable String shortened(String body) {
    if (body.isEmpty()) {
      return null;
    }
    return body.length() > LONGEST_BODY ? body.substring(0, LONGEST_BODY) + "…" : body;
  }
}
