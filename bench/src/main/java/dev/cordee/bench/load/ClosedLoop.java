package dev.cordee.bench.load;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Callers who order again as soon as their last order is final.
 *
 * <p>The warm-up runs into the measurement without a pause, and orders that end inside the window
 * count, whenever they began: the rate is that of a steady state, with no ramp at either end.
 */
public final class ClosedLoop {
  private final OrderClient client;
  private final URI subject;
  private final int callers;
  private final Orders orders = new Orders();
  private volatile boolean open = true;

  public ClosedLoop(OrderClient client, URI subject, int callers) {
    this.client = client;
    this.subject = subject;
    this.callers = callers;
  }

  /**
   * Runs until every order begun is final.
   *
   * @param meter read when the window opens, and again when it closes
   */
  public <M> Loaded<M> run(Duration warmUp, Duration measured, Callable<M> meter) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var random = new SplittableRandom();
      var running = new ArrayList<Future<List<Ordered>>>();
      try {
        for (int caller = 0; caller < callers; caller++) {
          var own = random.split();
          running.add(threads.submit(() -> call(own)));
        }
        Thread.sleep(warmUp);
        var before = meter.call();
        var opened = System.nanoTime();
        Thread.sleep(measured);
        var closed = System.nanoTime();
        var after = meter.call();
        open = false;
        return new Loaded<>(collect(running), opened, closed, before, after);
      } finally {
        open = false;
      }
    }
  }

  private List<Ordered> call(SplittableRandom random) throws InterruptedException {
    var ended = new ArrayList<Ordered>();
    while (open) {
      var ordered = client.order(subject, orders.nextClient(random));
      ended.add(ordered);
      if (ordered.ending() instanceof Ordered.Ending.Unexpected) {
        // a subject in trouble is not to be asked a thousand times a second
        Thread.sleep(Duration.ofMillis(200));
      }
    }
    return ended;
  }

  private static List<Ordered> collect(List<Future<List<Ordered>>> running)
      throws ExecutionException, InterruptedException {
    var all = new ArrayList<Ordered>();
    for (var caller : running) {
      all.addAll(caller.get());
    }
    return all;
  }
}
