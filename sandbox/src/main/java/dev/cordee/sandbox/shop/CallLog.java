package dev.cordee.sandbox.shop;

import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last {@value #CAPACITY} calls, oldest first. */
public final class CallLog {
  static final int CAPACITY = 100_000;

  private final ArrayDeque<Call> calls = new ArrayDeque<>();

  synchronized void add(Call call) {
    if (calls.size() == CAPACITY) {
      calls.removeFirst();
    }
    calls.addLast(call);
  }

  /** Calls whose key starts with the prefix; all of them without one. */
  public synchronized List<Call> calls(@Nullable String keyPrefix) {
    return calls.stream().filter(call -> matches(call.idempotencyKey(), keyPrefix)).toList();
  }

  private static boolean matches(@Nullable String key, @Nullable String prefix) {
    return prefix == null || (key != null && key.startsWith(prefix));
  }
}
