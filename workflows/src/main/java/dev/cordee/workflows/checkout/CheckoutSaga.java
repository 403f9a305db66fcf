package dev.cordee.workflows.checkout;

import static dev.cordee.workflows.saga.Step.compensatable;
import static dev.cordee.workflows.saga.Step.pivot;
import static dev.cordee.workflows.saga.Step.read;

import dev.cordee.workflows.saga.Outcome;
import dev.cordee.workflows.saga.SagaDefinition;
import dev.cordee.workflows.saga.StepCall;
import java.util.List;

/** The checkout as a business list of steps. To add a step, add an entry and the call it makes. */
public final class CheckoutSaga {

  static final SagaDefinition<ShopActivities, CheckoutCase> DEFINITION =
      SagaDefinition.<ShopActivities, CheckoutCase>of(
              CheckoutWorkflow.SAGA_TYPE,
              ShopActivities.class,
              EtatCommande.INITIEE,
              EtatCommande.CONFIRMEE,
              EtatCommande.ANNULEE,
              EtatCommande.A_REPARER)
          .then(read("panier", CheckoutSaga::readCart).orEndsIn(EtatCommande.ECHEC_PANIER))
          .then(
              compensatable("stock", CheckoutSaga::reserveStock, CheckoutSaga::releaseStock)
                  .reaches(EtatCommande.STOCK_RESERVE)
                  .orEndsIn(EtatCommande.ECHEC_STOCK))
          .then(
              compensatable("paiement", CheckoutSaga::charge, CheckoutSaga::refund)
                  .reaches(EtatCommande.PAIEMENT_EFFECTUE)
                  .orEndsIn(EtatCommande.ECHEC_PAIEMENT))
          .then(
              pivot("vente", CheckoutSaga::recordSale)
                  .reaches(EtatCommande.COMMANDE_ENREGISTREE)
                  .orEndsIn(EtatCommande.ECHEC_ENREGISTREMENT));

  private CheckoutSaga() {}

  /** The names of its steps, in order. */
  public static List<String> steps() {
    return DEFINITION.stepNames();
  }

  private static Outcome<CheckoutCase> readCart(
      ShopActivities shop, StepCall call, CheckoutCase order) {
    return shop.readCart(call, order.clientId()).map(order::with);
  }

  private static Outcome<CheckoutCase> reserveStock(
      ShopActivities shop, StepCall call, CheckoutCase order) {
    return shop.reserveStock(call, order.cart()).map(_ -> order);
  }

  private static Outcome<Boolean> releaseStock(
      ShopActivities shop, StepCall call, CheckoutCase order) {
    return shop.releaseStock(call, order.cart());
  }

  private static Outcome<CheckoutCase> charge(
      ShopActivities shop, StepCall call, CheckoutCase order) {
    return shop.charge(call, order.clientId(), order.total()).map(_ -> order);
  }

  private static Outcome<Boolean> refund(ShopActivities shop, StepCall call, CheckoutCase order) {
    return shop.refund(call, order.clientId(), order.total());
  }

  private static Outcome<CheckoutCase> recordSale(
      ShopActivities shop, StepCall call, CheckoutCase order) {
    return shop.recordSale(call, order.clientId(), order.magasinId(), order.cart()).map(_ -> order);
  }
}
