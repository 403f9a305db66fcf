package dev.cordee.bench.fleet.rental;

import dev.cordee.bench.fleet.rental.RentalApi.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How long it takes to be given a node, and to set up the same account by hand. */
final class RentTimes {
  static final List<Integer> CALLERS = List.of(1, 4);

  private final RentalApi api;
  private final ByHand hand;
  private final String publicKey;

  RentTimes(RentalApi api, ByHand hand, String publicKey) {
    this.api = api;
    this.hand = hand;
    this.publicKey = publicKey;
  }

  /** Who made the account. */
  enum Maker {
    CORDEE("POST /api/rent"),
    HAND("ansible-playbook by hand");

    private final String label;

    Maker(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  /**
   * One account made.
   *
   * @param callers who were at it at once
   */
  record Made(Maker maker, int callers, long nanos) {}

  /** The two in turn, at once on as many nodes as there are callers. */
  List<Made> round() throws IOException, InterruptedException {
    var made = new ArrayList<Made>();
    for (var callers : CALLERS) {
      api.awaitFree(callers);
      made.addAll(byCordee(callers));
      api.awaitFree(callers);
      made.addAll(byHand(callers));
    }
    return made;
  }

  private List<Made> byCordee(int callers) throws IOException, InterruptedException {
    var rented = atOnce(callers, _ -> timed(() -> api.rent(publicKey)));
    for (var each : rented) {
      api.release(each.value().id());
    }
    return rented.stream().map(each -> new Made(Maker.CORDEE, callers, each.nanos())).toList();
  }

  private List<Made> byHand(int callers) throws IOException, InterruptedException {
    var free = api.nodes().stream().filter(Node::free).map(Node::name).toList();
    var made = atOnce(callers, i -> timed(() -> hand.create(free.get(i))));
    atOnce(
        callers,
        i -> {
          hand.delete(made.get(i).value());
          return i;
        });
    return made.stream().map(each -> new Made(Maker.HAND, callers, each.nanos())).toList();
  }

  private record Timed<T>(T value, long nanos) {}

  private static <T> Timed<T> timed(Callable<T> task) throws Exception {
    var start = System.nanoTime();
    return new Timed<>(task.call(), System.nanoTime() - start);
  }

  private interface Numbered<T> {
    T call(int number) throws Exception;
  }

  private static <T> List<T> atOnce(int callers, Numbered<T> task)
      throws IOException, InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<T>>();
      for (var i = 0; i < callers; i++) {
        var number = i;
        running.add(threads.submit(() -> task.call(number)));
      }
      var done = new ArrayList<T>();
      for (var each : running) {
        done.add(each.get());
      }
      return done;
    } catch (ExecutionException e) {
      throw new IOException("an account was not made: " + e.getCause(), e);
    }
  }
}
