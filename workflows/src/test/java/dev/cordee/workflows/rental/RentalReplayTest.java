package dev.cordee.workflows.rental;

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
 * Rentals that were started by an earlier version must go on under this one. The activities module
 * records the histories, over the real tables and with scripted nodes.
 */
class RentalReplayTest {
  private static final Path FOLDER = Path.of("src/test/resources/histories/rental");
  private static final String RENTAL = "rental-6c0ffee0-0000-4000-8000-000000000001";

  static Stream<Path> rentals() throws IOException {
    return Replayer.histories(FOLDER, "rental-");
  }

  static Stream<Path> cleanings() throws IOException {
    return Replayer.histories(FOLDER, "cleaning-");
  }

  @Test
  void everyKindOfPathHasItsHistory() throws IOException {
    assertThat(rentals()).hasSizeGreaterThanOrEqualTo(13);
    assertThat(cleanings()).hasSizeGreaterThanOrEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("rentals")
  void aRentalReplays(Path history) throws Exception {
    Replayer.replay(history, RENTAL, RentalWorkflowImpl.class);
  }

  @ParameterizedTest
  @MethodSource("cleanings")
  void aCleaningReplays(Path history) throws Exception {
    Replayer.replay(history, "clean-node-1", CleaningWorkflowImpl.class);
  }

  @Test
  void aRentalThatWouldActOtherwiseDoesNotReplay() {
    assertThatThrownBy(
            () ->
                Replayer.replay(
                    FOLDER.resolve("rental-moved.json"), RENTAL, GivenUpInsteadOfMoved.class))
        .hasStackTraceContaining("NonDeterministicException");
  }

  /** The rental as a careless change would have it. */
  public static final class GivenUpInsteadOfMoved implements RentalWorkflow {
    @Override
    public RentalStatus rent(RentRequest request) {
      RentalStubs.tables().leaveLine(RentalId.ofWorkflow(RENTAL));
      return RentalStatus.RELEASED;
    }

    @Override
    public Instant extend(Duration by) {
      return Instant.EPOCH;
    }

    @Override
    public void checkExtend(Duration by) {}

    @Override
    public void release(String why) {}

    @Override
    public void leaveNode(int epoch, String why) {}

    @Override
    public void nodeFree() {}

    @Override
    public void cleaned() {}
  }
}
