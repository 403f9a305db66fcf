package dev.cordee.sandbox.azure;

import dev.cordee.sandbox.service.Asked;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The last {@value #CAPACITY} calls in the order of arrival. Bodies are not kept. */
final class AzureCallLog {
  static final int CAPACITY = 20_000;

  private final TreeMap<Long, AzureCall> calls = new TreeMap<>();
  private long last;

  /** Enters a call that has arrived; the number is what {@link #answered} knows it by. */
  synchronized long arrived(Asked asked) {
    calls.put(++last, new AzureCall(last, asked, null, null, Instant.now()));
    if (calls.size() > CAPACITY) {
      calls.pollFirstEntry();
    }
    return last;
  }

  /** Completes the entry of a call, if the log still has it. */
  synchronized void answered(long number, @Nullable Integer status, @Nullable String fault) {
    calls.computeIfPresent(number, (_, call) -> call.answered(status, fault));
  }

  synchronized List<AzureCall> after(long number) {
    Collection<AzureCall> later = calls.tailMap(number, false).values();
    return List.copyOf(later);
  }
}
