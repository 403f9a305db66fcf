package dev.cordee.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {

  @Test
  void each_is_the_least_sample_with_that_share_at_or_below_it() {
    var hundred = LongStream.rangeClosed(1, 100).map(i -> (101 - i) * 1_000_000).toArray();

    assertThat(Percentiles.of(hundred)).isEqualTo(new Percentiles(50, 95, 99));
  }

  @Test
  void of_few_samples_the_high_ones_are_the_slowest() {
    var three = new long[] {9_000_000, 1_000_000, 2_000_000};

    assertThat(Percentiles.of(three)).isEqualTo(new Percentiles(2, 9, 9));
  }

  @Test
  void there_are_none_without_samples() {
    assertThat(Percentiles.of(new long[0]).p50()).isNaN();
  }
}
