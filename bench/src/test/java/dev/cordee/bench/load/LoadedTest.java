package dev.cordee.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.bench.load.Ordered.Ending;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LoadedTest {

  @Test
  void orders_count_when_they_end_inside_the_window_whenever_they_began() {
    var warmUp = ended(99);
    var first = ended(100);
    var last = ended(199);
    var late = ended(200);

    var loaded = new Loaded<>(List.of(warmUp, first, last, late), 100, 200, "", "");

    assertThat(loaded.measured()).containsExactly(first, last);
  }

  @Test
  void every_tenth_order_is_of_the_client_who_cannot_pay() {
    var orders = new Orders();
    var random = new SplittableRandom(1);

    var clients = Stream.generate(() -> orders.nextClient(random)).limit(100).toList();

    assertThat(clients.stream().filter(client -> client == Orders.PENNILESS)).hasSize(10);
    assertThat(clients).noneMatch(client -> client == 1 || client == 3);
  }

  private static Ordered ended(long at) {
    return new Ordered(4, "", new Ending.Confirmed(), at, 1_000);
  }
}
