package dev.cordee.activities.saga;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Does several things at the same time, and gives their results in the order asked. */
final class AtOnce {
  private AtOnce() {}

  static <T> List<T> times(int times, Callable<T> work) throws Exception {
    return run(IntStream.range(0, times).mapToObj(_ -> work).toList());
  }

  static <T> List<T> run(List<Callable<T>> work) throws Exception {
    try (var threads = Executors.newFixedThreadPool(16)) {
      var results = new ArrayList<T>();
      for (var result : threads.invokeAll(work)) {
        results.add(result.get());
      }
      return results;
    }
  }
}
