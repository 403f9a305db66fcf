package dev.cordee.bench.baseline;

import dev.cordee.activities.saga.JournalRepository;
import dev.cordee.workflows.checkout.CartLine;
import dev.cordee.workflows.checkout.CheckoutRequest;
import dev.cordee.workflows.checkout.CheckoutResult;
import dev.cordee.workflows.checkout.EtatCommande;
import dev.cordee.workflows.checkout.ShopActivities;
import dev.cordee.workflows.saga.Outcome;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.SagaReport;
import dev.cordee.workflows.saga.SagaReport.Ending;
import dev.cordee.workflows.saga.TurnBack.Why;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One order by a plain orchestrator: the same calls and the same journal rows, one after the other
 * in the request's own thread. What a crash interrupts stays half done.
 */
final class PlainCheckout {
  private final ShopActivities shop;
  private final JournalRepository journal;
  private final CheckoutRequest request;
  private final SagaId saga = new SagaId(UUID.randomUUID());
  private final Course course;
  private final Deque<Undo> undos = new ArrayDeque<>();
  private Map<String, BigDecimal> amounts = Map.of();

  private record Undo(String step, Supplier<Outcome<Boolean>> call) {}

  /** A step said no, or could not be had. */
  private static final class Stopped extends Exception {
    private static final long serialVersionUID = 1L;
    private final String step;
    private final EtatCommande state;

    Stopped(String step, EtatCommande state, String reason) {
      super(reason, null, false, false);
      this.step = step;
      this.state = state;
    }
  }

  PlainCheckout(ShopActivities shop, JournalRepository journal, CheckoutRequest request) {
    this.shop = shop;
    this.journal = journal;
    this.request = request;
    this.course = new Course(saga, request, InstantSource.system());
  }

  CheckoutResult run() {
    try {
      var cart =
          done(
              "panier",
              EtatCommande.ECHEC_PANIER,
              shop.readCart(course.forward("panier"), request.clientId()));
      reserve(cart);
      charge(cart);
      recordSale(cart);
      return end(Ending.CONFIRMED, EtatCommande.CONFIRMEE, null, List.of());
    } catch (Stopped stopped) {
      return end(Ending.COMPENSATED, stopped.state, stopped, undo());
    }
  }

  private void reserve(List<CartLine> cart) throws Stopped {
    var outcome = shop.reserveStock(course.forward("stock"), cart);
    done("stock", EtatCommande.ECHEC_STOCK, outcome);
    undos.push(new Undo("stock", () -> shop.releaseStock(course.back("stock"), cart)));
    course.enter(EtatCommande.STOCK_RESERVE);
  }

  private void charge(List<CartLine> cart) throws Stopped {
    var client = request.clientId();
    var total = Course.total(cart);
    amounts = Map.of("montant", total.euros());
    var outcome = shop.charge(course.forward("paiement"), client, total);
    done("paiement", EtatCommande.ECHEC_PAIEMENT, outcome);
    undos.push(new Undo("paiement", () -> shop.refund(course.back("paiement"), client, total)));
    course.enter(EtatCommande.PAIEMENT_EFFECTUE);
  }

  private void recordSale(List<CartLine> cart) throws Stopped {
    var call = course.forward("vente");
    var outcome = shop.recordSale(call, request.clientId(), request.magasinId(), cart);
    done("vente", EtatCommande.ECHEC_ENREGISTREMENT, outcome);
    course.enter(EtatCommande.COMMANDE_ENREGISTREE);
  }

  private static <T> T done(String step, EtatCommande refused, Outcome<T> outcome) throws Stopped {
    return switch (outcome) {
      case Outcome.Done<T>(var value) -> value;
      case Outcome.Rejected<T>(var reason) -> throw new Stopped(step, refused, reason);
      case Outcome.Unavailable<T>(var reason, var _) -> throw new Stopped(step, refused, reason);
      case Outcome.Unknown<T>(var reason, var _) -> throw new Stopped(step, refused, reason);
      case Outcome.Unreadable<T>(var reason, var _) -> throw new Stopped(step, refused, reason);
      case Outcome.Postponed<T>(var reason) -> throw new Stopped(step, refused, reason);
      case Outcome.TurnedBack<T>() -> throw new Stopped(step, refused, "turned back");
    };
  }

  private List<String> undo() {
    var undone = new ArrayList<String>();
    for (var undo : undos) {
      if (undo.call().get() instanceof Outcome.Done) {
        undone.add(undo.step());
      }
    }
    return undone;
  }

  private CheckoutResult end(
      Ending ending, EtatCommande state, @Nullable Stopped stopped, List<String> undone) {
    course.enter(state);
    var report =
        new SagaReport(
            ending,
            state.name(),
            stopped == null ? null : stopped.step,
            stopped == null ? null : stopped.getMessage(),
            stopped == null ? null : Why.REFUSED,
            undone,
            List.of(),
            amounts,
            List.of());
    return CheckoutResult.of(saga, report, journal.close(course.entry(), report).history());
  }
}
