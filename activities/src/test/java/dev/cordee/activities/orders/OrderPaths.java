package dev.cordee.activities.orders;

import static dev.cordee.activities.orders.Ask.CREATE;
import static dev.cordee.activities.orders.Ask.DELETE;
import static dev.cordee.activities.orders.Ask.PAY;
import static dev.cordee.activities.orders.Ask.PUT_BACK;
import static dev.cordee.activities.orders.Ask.READ;
import static dev.cordee.activities.orders.Ask.TAKE;
import static dev.cordee.activities.orders.Behaviour.during;
import static dev.cordee.activities.orders.Behaviour.works;
import static dev.cordee.activities.orders.Fault.DROPS_AFTER_THE_WORK;
import static dev.cordee.activities.orders.Fault.DROPS_BEFORE_THE_WORK;
import static dev.cordee.activities.orders.Fault.IS_BUSY;
import static dev.cordee.activities.orders.Fault.REFUSES;
import static dev.cordee.activities.orders.Fault.SAYS_HTML;
import static dev.cordee.activities.orders.Fault.SAYS_NOTHING_OF_USE;
import static dev.cordee.activities.orders.Fault.SAYS_THE_ID_AS_TEXT;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Every path an order can take, each told to its end, or to where it waits for a person. */
final class OrderPaths {
  private final Map<String, Consumer<OrderStory>> paths = new LinkedHashMap<>();

  private OrderPaths() {}

  static Map<String, Consumer<OrderStory>> all() {
    var all = new OrderPaths();
    all.byThemselves();
    all.cancelled();
    all.parked();
    all.repaired();
    all.repairedOnTheWay();
    all.startedOver();
    return all.paths;
  }

  private void byThemselves() {
    ends("confirmed", _ -> {});
    for (var ask : List.of(CREATE, TAKE, READ, PAY)) {
      var name = name(ask);
      ends("refused-at-" + name, order -> order.when(ask, REFUSES));
      ends("retried-at-" + name, order -> order.when(ask, IS_BUSY, IS_BUSY));
      ends("given-up-at-" + name, order -> order.whenever(ask, IS_BUSY));
      ends("journal-away-at-" + name, order -> order.when(ask, losingTheJournal(order, IS_BUSY)));
    }
    ends("journal-away-at-start", order -> order.saga().journal().failFor(4));
    ends("id-as-text", order -> order.when(CREATE, SAYS_THE_ID_AS_TEXT));
    ends("stock-unreadable", order -> order.when(TAKE, SAYS_HTML));
    ends("total-unreadable", order -> order.when(READ, SAYS_HTML));
    ends("order-vanished", order -> order.when(READ, SAYS_NOTHING_OF_USE));
    ends("read-dropped", order -> order.when(READ, DROPS_BEFORE_THE_WORK, DROPS_BEFORE_THE_WORK));
    ends(
        "undo-retried",
        order ->
            order
                .when(PAY, REFUSES)
                .when(PUT_BACK, losingTheJournal(order, IS_BUSY), IS_BUSY)
                .when(DELETE, DROPS_AFTER_THE_WORK));
  }

  private void cancelled() {
    for (var ask : List.of(CREATE, TAKE)) {
      var name = name(ask);
      ends(
          "cancelled-during-" + name,
          order -> order.when(ask, during(order.saga()::cancel, works())));
      ends(
          "cancelled-between-tries-of-" + name,
          order -> order.when(ask, during(order.saga()::cancel, IS_BUSY)));
    }
    ends("cancelled-too-late", order -> order.when(PAY, during(order.saga()::cancel, works())));
    decided(
        "cancelled-repaired",
        order -> order.when(TAKE, during(order.saga()::cancel, works())).when(PUT_BACK, REFUSES),
        "retry decrease-stock");
  }

  private void parked() {
    parks("parked-at-create", order -> order.when(CREATE, DROPS_AFTER_THE_WORK));
    parks("parked-at-take", order -> order.when(TAKE, DROPS_AFTER_THE_WORK));
    parks("parked-at-pay", order -> order.when(PAY, DROPS_AFTER_THE_WORK));
    parks("parked-unreadable-at-create", order -> order.when(CREATE, SAYS_HTML));
    parks("parked-unreadable-at-pay", order -> order.when(PAY, SAYS_HTML));
    parks("parked-at-both-undos", OrderPaths::failingBothUndos);
    parks(
        "parked-by-a-lost-worker",
        order -> order.saga().workers().lose("DecreaseStock", LostWorkers.Fate.BREAKS));
  }

  private void repaired() {
    Consumer<OrderStory> createLost = order -> order.when(CREATE, DROPS_AFTER_THE_WORK);
    decided("create-not-done", createLost, "resolve create-order not_done");
    decided("create-skipped", createLost, "skip create-order");
    decided("create-done", createLost, "resolve create-order done", "resolve create-order");
    Consumer<OrderStory> takeLost = order -> order.when(TAKE, DROPS_AFTER_THE_WORK);
    decided("take-done", takeLost, "resolve decrease-stock done");
    decided("take-not-done", takeLost, "resolve decrease-stock not_done");
    decided("take-skipped", takeLost, "skip decrease-stock");
    decided("both-undos-retried", OrderPaths::failingBothUndos, "retry");
    decided("both-undos-skipped", OrderPaths::failingBothUndos, "skip");
    decided(
        "both-undos-one-by-one",
        OrderPaths::failingBothUndos,
        "resolve create-order",
        "retry decrease-stock");
    decided(
        "undo-failed-again",
        order -> order.when(PAY, REFUSES).when(PUT_BACK, REFUSES, DROPS_BEFORE_THE_WORK),
        "retry decrease-stock",
        "retry decrease-stock");
  }

  private void repairedOnTheWay() {
    Consumer<OrderStory> payLost = order -> order.when(PAY, DROPS_BEFORE_THE_WORK);
    decided("pay-retried", payLost, "retry create-payment");
    decided("pay-done", payLost, "resolve create-payment done");
    decided("pay-not-done", payLost, "resolve create-payment not_done");
    decided(
        "pay-retried-and-refused",
        order -> order.when(PAY, DROPS_BEFORE_THE_WORK, REFUSES),
        "retry create-payment");
    decided(
        "pay-lost-again",
        order -> order.when(PAY, DROPS_BEFORE_THE_WORK, DROPS_BEFORE_THE_WORK),
        "retry create-payment",
        "retry create-payment");
    decided(
        "repaired-twice",
        order -> order.when(PAY, DROPS_BEFORE_THE_WORK).when(PUT_BACK, REFUSES),
        "resolve create-payment not_done",
        "retry decrease-stock");
  }

  private void startedOver() {
    Consumer<OrderStory> afterPaying =
        order -> {
          order.when(PAY, DROPS_AFTER_THE_WORK).parks();
          order.startsOver();
        };
    decided(
        "started-over-and-paid",
        afterPaying,
        "resolve create-order done",
        "resolve decrease-stock done",
        "resolve create-payment done");
    decided(
        "started-over-and-not-paid",
        afterPaying,
        "resolve create-order done",
        "resolve decrease-stock done",
        "resolve create-payment not_done",
        "skip create-order");
  }

  private void ends(String name, Consumer<OrderStory> given) {
    paths.put(name, given.andThen(OrderStory::ends));
  }

  private void parks(String name, Consumer<OrderStory> given) {
    paths.put(name, given.andThen(OrderStory::parks));
  }

  private void decided(String name, Consumer<OrderStory> given, String... decisions) {
    var path = given;
    for (var decision : decisions) {
      path = path.andThen(order -> decided(order, decision));
    }
    paths.put(name, path.andThen(OrderStory::ends));
  }

  private static String name(Ask ask) {
    return ask.name().toLowerCase(Locale.ROOT);
  }

  private static void decided(OrderStory order, String decision) {
    order.parks();
    order.gateway().healed();
    order.decide(decision);
  }

  private static void failingBothUndos(OrderStory order) {
    order.when(PAY, REFUSES).when(PUT_BACK, REFUSES).whenever(DELETE, REFUSES);
  }

  private static Behaviour losingTheJournal(OrderStory order, Behaviour then) {
    return during(() -> order.saga().journal().failFor(2), then);
  }
}
