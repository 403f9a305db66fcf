package dev.cordee.activities.orders;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.cordee.activities.saga.PeerClient;
import dev.cordee.activities.saga.Reply;
import dev.cordee.activities.saga.StepRunner;
import dev.cordee.workflows.money.Money;
import dev.cordee.workflows.orders.OrderActivities;
import dev.cordee.workflows.orders.OrderLine;
import dev.cordee.workflows.saga.Outcome;
import dev.cordee.workflows.saga.StepCall;
import dev.cordee.workflows.saga.StepCall.Pace;
import io.temporal.activity.Activity;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** The Store Manager and Payments over HTTP, through their gateway. */
public final class OrderActivitiesImpl implements OrderActivities {
  private static final TypeReference<Money> TOTAL = new TypeReference<>() {};

  private final GatewaySettings settings;
  private final PeerClient peers;
  private final StepRunner steps;
  private final GatewayWire wire = new GatewayWire();
  private final GatewayAnswers answers;

  public OrderActivitiesImpl(GatewaySettings settings, PeerClient peers, StepRunner steps) {
    this.settings = settings;
    this.peers = peers;
    this.steps = steps;
    this.answers = new GatewayAnswers(settings.errors());
  }

  @Override
  public Outcome<Long> createOrder(StepCall call, long userId, List<OrderLine> items) {
    var request = storeManager("/orders").POST(BodyPublishers.ofString(wire.order(userId, items)));
    return ask(call, request, answer -> wire.id(answer, "order_id"));
  }

  @Override
  public Outcome<Boolean> decreaseStock(StepCall call, List<OrderLine> items) {
    return ask(call, stocks(items, "-"), wire::result);
  }

  @Override
  public Outcome<Boolean> increaseStock(StepCall call, List<OrderLine> items) {
    return ask(call, stocks(items, "+"), wire::result);
  }

  @Override
  public Outcome<Money> readTotal(StepCall call, long orderId) {
    return steps.read(
        call,
        settings.policy(),
        TOTAL,
        deadline -> isKnown(orderId) ? total(orderId, deadline) : idUnknown());
  }

  @Override
  public Outcome<Long> createPayment(StepCall call, long userId, long orderId, Money total) {
    var body = BodyPublishers.ofString(wire.payment(userId, orderId, total));
    var request = to(settings.paymentsPath() + "/payments").POST(body);
    return about(
        orderId,
        call,
        deadline ->
            answers.meaning(
                peers.send(request, deadline), answer -> wire.id(answer, "payment_id")));
  }

  @Override
  public Outcome<Boolean> deleteOrder(StepCall call, long orderId) {
    var isFirst =
        call.pace() == Pace.PATIENT && Activity.getExecutionContext().getInfo().getAttempt() == 1;
    return about(
        orderId,
        call,
        deadline -> isFirst ? delete(orderId, deadline) : deleteUnlessGone(orderId, deadline));
  }

  /** Nothing is sent about an order whose id nobody knows. */
  private <T> Outcome<T> about(long orderId, StepCall call, Function<Duration, Outcome<T>> send) {
    return steps.run(
        call, settings.policy(), deadline -> isKnown(orderId) ? send.apply(deadline) : idUnknown());
  }

  private static boolean isKnown(long orderId) {
    return orderId != UNKNOWN_ORDER;
  }

  private static <T> Outcome<T> idUnknown() {
    return new Outcome.Rejected<>("the order's id is not known; find it and settle it by hand");
  }

  /** Nobody knows what became of an earlier try: look before sending the next. */
  private Outcome<Boolean> deleteUnlessGone(long orderId, Duration deadline) {
    var half = deadline.dividedBy(2);
    return isGone(orderId, half) ? new Outcome.Done<>(true) : delete(orderId, half);
  }

  /** A refusal may mean that the order is gone: the next try finds out. */
  private Outcome<Boolean> delete(long orderId, Duration deadline) {
    var reply = peers.send(storeManager("/orders/" + orderId).DELETE(), deadline);
    var outcome = answers.<Boolean>meaning(reply, _ -> new Outcome.Done<>(true));
    return outcome instanceof Outcome.Rejected<Boolean>(var reason)
        ? new Outcome.Unavailable<>(reason, null)
        : outcome;
  }

  private boolean isGone(long orderId, Duration deadline) {
    return read(orderId, deadline) instanceof Reply.Answer answer
        && answer.status() / 100 == 2
        && wire.isGone(answer).orElse(false);
  }

  private Reply read(long orderId, Duration deadline) {
    return peers.send(storeManager("/orders/" + orderId).GET(), deadline);
  }

  private Outcome<Money> total(long orderId, Duration deadline) {
    return answers.meaning(read(orderId, deadline), wire::total);
  }

  private HttpRequest.Builder stocks(List<OrderLine> items, String operation) {
    return storeManager("/stocks").PUT(BodyPublishers.ofString(wire.stocks(items, operation)));
  }

  private <T> Outcome<T> ask(
      StepCall call, HttpRequest.Builder request, Function<Reply.Answer, Outcome<T>> success) {
    return steps.run(
        call,
        settings.policy(),
        deadline -> answers.meaning(peers.send(request, deadline), success));
  }

  private HttpRequest.Builder storeManager(String path) {
    return to(settings.storeManagerPath() + path);
  }

  private HttpRequest.Builder to(String path) {
    var base = settings.gateway().toString();
    var trimmed = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    return HttpRequest.newBuilder(URI.create(trimmed + path))
        .header("Content-Type", "application/json")
        .header("Accept", "application/json");
  }
}
