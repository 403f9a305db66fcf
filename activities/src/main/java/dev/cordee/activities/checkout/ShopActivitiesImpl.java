package dev.cordee.activities.checkout;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.cordee.activities.saga.PeerClient;
import dev.cordee.activities.saga.Reply;
import dev.cordee.activities.saga.StepRunner;
import dev.cordee.workflows.checkout.CartLine;
import dev.cordee.workflows.checkout.ShopActivities;
import dev.cordee.workflows.money.Money;
import dev.cordee.workflows.saga.Outcome;
import dev.cordee.workflows.saga.StepCall;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.function.Function;

/** The shop's services over HTTP. */
public final class ShopActivitiesImpl implements ShopActivities {
  private static final TypeReference<List<CartLine>> CART = new TypeReference<>() {};

  private final ShopSettings settings;
  private final PeerClient peers;
  private final StepRunner steps;
  private final ShopWire wire;
  private final ShopAnswers answers;

  public ShopActivitiesImpl(
      ShopSettings settings, PeerClient peers, StepRunner steps, ShopWire wire) {
    this.settings = settings;
    this.peers = peers;
    this.steps = steps;
    this.wire = wire;
    this.answers = new ShopAnswers(settings.policy().serverErrors());
  }

  @Override
  public Outcome<List<CartLine>> readCart(StepCall call, long clientId) {
    var path = settings.panierPath().replace("{client_id}", Long.toString(clientId));
    var request = to(settings.panier(), path, call).GET();
    return steps.read(
        call,
        settings.policy(),
        CART,
        deadline -> answers.cart(peers.send(request, deadline), wire::readCart));
  }

  @Override
  public Outcome<Boolean> reserveStock(StepCall call, List<CartLine> lines) {
    return post(call, settings.stock(), "/api/stock/reserver", wire.produits(lines));
  }

  @Override
  public Outcome<Boolean> releaseStock(StepCall call, List<CartLine> lines) {
    return post(call, settings.stock(), "/api/stock/liberer", wire.produits(lines));
  }

  @Override
  public Outcome<Boolean> charge(StepCall call, long clientId, Money amount) {
    var path = "/api/clients/" + clientId + "/payer";
    return post(call, settings.client(), path, wire.montant(amount));
  }

  @Override
  public Outcome<Boolean> refund(StepCall call, long clientId, Money amount) {
    var path = "/api/clients/" + clientId + "/rembourser";
    return post(call, settings.client(), path, wire.montant(amount));
  }

  @Override
  public Outcome<Boolean> recordSale(
      StepCall call, long clientId, long magasinId, List<CartLine> lines) {
    var body = wire.vente(clientId, magasinId, lines);
    var request = to(settings.ventes(), "/api/ventes", call).POST(BodyPublishers.ofString(body));
    return ask(call, request, answers::created);
  }

  private Outcome<Boolean> post(StepCall call, URI service, String path, String body) {
    var request = to(service, path, call).POST(BodyPublishers.ofString(body));
    return ask(call, request, answers::accepted);
  }

  private <T> Outcome<T> ask(
      StepCall call, HttpRequest.Builder request, Function<Reply, Outcome<T>> meaning) {
    return steps.run(
        call, settings.policy(), deadline -> meaning.apply(peers.send(request, deadline)));
  }

  private static HttpRequest.Builder to(URI service, String path, StepCall call) {
    var base = service.toString();
    var trimmed = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    return HttpRequest.newBuilder(URI.create(trimmed + path))
        .header("Content-Type", "application/json")
        .header("Accept", "application/json")
        .header("Idempotency-Key", call.idempotencyKey());
  }
}
