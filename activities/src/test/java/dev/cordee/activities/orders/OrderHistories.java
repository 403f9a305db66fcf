package dev.cordee.activities.orders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Records a history of every path an order can take, for the replay test of the workflows module.
 *
 * <p>Histories are recorded once and then kept: they stand for the sagas that run in production
 * when a new version is deployed. To add one, add a path to {@link OrderPaths} and run the main
 * method in this module's folder; it never overwrites.
 */
final class OrderHistories {
  static final Path FOLDER = Path.of("../workflows/src/test/resources/histories/orders");

  private OrderHistories() {}

  /** Records the paths that have no history yet. */
  public static void main(String[] args) throws IOException {
    Files.createDirectories(FOLDER);
    for (var path : OrderPaths.all().entrySet()) {
      var file = FOLDER.resolve(path.getKey() + ".json");
      if (Files.notExists(file)) {
        Files.writeString(file, record(path.getValue()));
      }
    }
    System.exit(0);
  }

  private static String record(Consumer<OrderStory> path) {
    try (var order = new OrderStory()) {
      path.accept(order);
      return order.saga().history().toJson(false);
    }
  }
}
