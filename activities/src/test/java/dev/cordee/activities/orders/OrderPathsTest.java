package dev.cordee.activities.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class OrderPathsTest {

  /** Run the main method of {@link OrderHistories} after adding a path. */
  @Test
  void everyPathHasItsHistory() {
    assertThat(OrderPaths.all().keySet())
        .allMatch(path -> Files.exists(OrderHistories.FOLDER.resolve(path + ".json")));
  }
}
