package dev.cordee.web.practice;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Customers of the shop, who come by the API as any others do. */
final class Customers {

  /** As many as one sees at a glance. */
  private static final int CROWD = 20;

  /** Those the sandbox knows. */
  private static final int USERS = 3;

  /** Cheap, and put back on the shelf before each crowd. */
  private static final long PRODUCT = 2;

  private static final int SHELF = 500;
  private static final DateTimeFormatter SALE_NAME =
      DateTimeFormatter.ofPattern("'Practice-'HHmmss", Locale.ROOT);

  /** One thing a customer asks for. */
  private record Wish(String path, String body) {}

  private final OwnApi api;
  private final StandIns standIns;
  private final Clock clock;

  Customers(OwnApi api, StandIns standIns, Clock clock) {
    this.api = api;
    this.standIns = standIns;
    this.clock = clock;
  }

  /**
   * Sends them; none waits for the end of what was asked for.
   *
   * @param permission that whoever sends them showed, and they show too
   * @return how it went, in words
   */
  String send(Errand errand, Optional<String> permission) throws IOException, InterruptedException {
    if (errand == Errand.ORDERS) {
      standIns.fill(PRODUCT, SHELF);
    }
    return send(wishes(errand), permission);
  }

  /** A single order, for what strikes but once. */
  String order(Optional<String> permission) throws IOException, InterruptedException {
    standIns.fill(PRODUCT, SHELF);
    return send(List.of(order(0)), permission);
  }

  private List<Wish> wishes(Errand errand) {
    return switch (errand) {
      case CHECKOUTS -> LongStream.rangeClosed(1, CROWD).mapToObj(Customers::checkout).toList();
      case ORDERS -> LongStream.range(0, CROWD).mapToObj(Customers::order).toList();
      case RENTAL ->
          List.of(new Wish("/api/rent", "{\"client_id\": \"practice\", \"duration_hours\": 1}"));
      case SALE -> List.of(new Wish("/sales/spawn", sale()));
    };
  }

  private static Wish checkout(long client) {
    return new Wish("/api/commande/checkout", "{\"client_id\": " + client + ", \"magasin_id\": 1}");
  }

  private static Wish order(long number) {
    var user = 1 + number % USERS;
    return new Wish(
        "/saga/order",
        "{\"user_id\": "
            + user
            + ", \"items\": [{\"product_id\": "
            + PRODUCT
            + ", \"quantity\": 1}]}");
  }

  private String sale() {
    var name = LocalTime.now(clock).format(SALE_NAME);
    return "{\"saleId\": \"" + name + "\", \"ttl_minutes\": 60}";
  }

  private String send(List<Wish> wishes, Optional<String> permission)
      throws IOException, InterruptedException {
    var refusals = Stream.<String>builder();
    for (var wish : wishes) {
      api.post(wish.path(), wish.body(), permission).ifPresent(refusals);
    }
    var refused = refusals.build().toList();
    if (refused.size() == wishes.size()) {
      throw new IOException(refused.getFirst());
    }
    var taken = wishes.size() - refused.size() + " of " + wishes.size() + " accepted";
    return refused.isEmpty() ? taken : taken + "; " + refused.getFirst();
  }
}
