package dev.cordee.workflows.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cordee.workflows.saga.Replayer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sales that were started by an earlier version must go on under this one. The activities module
 * records the histories, over the real tables and with a scripted Azure.
 */
class SaleReplayTest {
  private static final Path FOLDER = Path.of("src/test/resources/histories/sales");
  private static final String SALE = "sale-paris";

  static Stream<Path> sales() throws IOException {
    return Replayer.histories(FOLDER, "sale-");
  }

  static Stream<Path> sweeps() throws IOException {
    return Replayer.histories(FOLDER, "sweep-");
  }

  @Test
  void everyKindOfPathHasItsHistory() throws IOException {
    assertThat(sales()).hasSizeGreaterThanOrEqualTo(20);
    assertThat(sweeps()).hasSizeGreaterThanOrEqualTo(6);
  }

  @ParameterizedTest
  @MethodSource("sales")
  void aSaleReplays(Path history) throws Exception {
    Replayer.replay(history, SALE, SaleWorkflowImpl.class);
  }

  @ParameterizedTest
  @MethodSource("sweeps")
  void aSweepReplays(Path history) throws Exception {
    Replayer.replay(history, "sales-sweep-test", SalesSweepWorkflowImpl.class);
  }

  @Test
  void aSaleThatWouldActOtherwiseDoesNotReplay() {
    assertThatThrownBy(
            () -> Replayer.replay(FOLDER.resolve("sale-stopped.json"), SALE, LeftRunning.class))
        .hasStackTraceContaining("NonDeterministicException");
  }

  /** The sale as a careless change would have it. */
  public static final class LeftRunning implements SaleWorkflow {
    @Override
    public SaleState run(SaleRequest request) {
      SaleStubs.removing().remove(new AppName("market-paris"), request.saleId());
      return SaleState.STOPPED;
    }

    @Override
    public Instant extend(Duration by) {
      return Instant.EPOCH;
    }

    @Override
    public void checkExtend(Duration by) {}

    @Override
    public void stop(String why) {}

    @Override
    public void turned(boolean answers, String detail) {}

    @Override
    public void missing() {}

    @Override
    public void tell() {}
  }
}
