package dev.cordee.bench.baseline;

import dev.cordee.workflows.checkout.CheckoutRequest;
import dev.cordee.workflows.checkout.CheckoutResult;
import dev.cordee.workflows.checkout.EtatCommande;
import dev.cordee.workflows.money.Money;
import dev.cordee.workflows.saga.SagaId;
import dev.cordee.workflows.saga.SagaReport;
import dev.cordee.workflows.saga.SagaReport.Ending;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Saga;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Follows the booking saga of the SDK's samples: regular activities, defaults, {@link Saga}. */
public final class SamplesWorkflowImpl implements SamplesWorkflow {
  private final SamplesActivities shop =
      Workflow.newActivityStub(
          SamplesActivities.class,
          ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(10)).build());

  @Override
  public CheckoutResult checkout(CheckoutRequest request) {
    var id = new SagaId(UUID.fromString(Workflow.getInfo().getWorkflowId()));
    var course = new Course(id, request, () -> Instant.ofEpochMilli(Workflow.currentTimeMillis()));
    var saga = new Saga(new Saga.Options.Builder().setParallelCompensation(false).build());
    var failure = EtatCommande.ECHEC_PANIER;
    var total = Money.ZERO;
    try {
      var cart = shop.readCart(course.forward("panier"), request);
      total = Course.total(cart);
      var amount = total;

      failure = EtatCommande.ECHEC_STOCK;
      shop.reserveStock(course.forward("stock"), cart);
      saga.addCompensation(() -> shop.releaseStock(course.back("stock"), cart));
      course.enter(EtatCommande.STOCK_RESERVE);

      failure = EtatCommande.ECHEC_PAIEMENT;
      shop.charge(course.forward("paiement"), request, amount);
      saga.addCompensation(() -> shop.refund(course.back("paiement"), request, amount));
      course.enter(EtatCommande.PAIEMENT_EFFECTUE);

      failure = EtatCommande.ECHEC_ENREGISTREMENT;
      shop.recordSale(course.forward("vente"), request, cart);
      course.enter(EtatCommande.COMMANDE_ENREGISTREE);
    } catch (ActivityFailure stopped) {
      saga.compensate();
      return end(course, failure, stopped.getCause(), total);
    }
    return end(course, EtatCommande.CONFIRMEE, null, total);
  }

  private CheckoutResult end(
      Course course, EtatCommande state, @Nullable Throwable reason, Money total) {
    course.enter(state);
    var amounts = Map.of("montant", total.euros());
    var ending = reason == null ? Ending.CONFIRMED : Ending.COMPENSATED;
    var why = reason == null ? null : reason.getMessage();
    var report =
        new SagaReport(
            ending, state.name(), null, why, null, List.of(), List.of(), amounts, List.of());
    return shop.close(course.entry(), report);
  }
}
