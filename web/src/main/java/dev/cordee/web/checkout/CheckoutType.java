package dev.cordee.web.checkout;

import dev.cordee.activities.saga.SagaRecord;
import dev.cordee.web.saga.SagaType;
import dev.cordee.workflows.checkout.CheckoutRequest;
import dev.cordee.workflows.checkout.CheckoutResult;
import dev.cordee.workflows.checkout.CheckoutSaga;
import dev.cordee.workflows.checkout.CheckoutWorkflow;
import dev.cordee.workflows.checkout.EtatCommande;
import io.temporal.common.SearchAttributeKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The checkout, as a kind of saga. */
final class CheckoutType implements SagaType<CheckoutRequest, CheckoutResult> {

  @Override
  public String name() {
    return CheckoutWorkflow.SAGA_TYPE;
  }

  @Override
  public String workflow() {
    return CheckoutWorkflow.WORKFLOW_TYPE;
  }

  @Override
  public String taskQueue() {
    return CheckoutWorkflow.TASK_QUEUE;
  }

  @Override
  public String path() {
    return "/api/commande/";
  }

  @Override
  public Class<CheckoutRequest> requestType() {
    return CheckoutRequest.class;
  }

  @Override
  public Class<CheckoutResult> resultType() {
    return CheckoutResult.class;
  }

  @Override
  public Map<SearchAttributeKey<String>, Function<CheckoutRequest, String>> labels() {
    return Map.of(
        CheckoutWorkflow.CLIENT_ID, request -> Long.toString(request.clientId()),
        CheckoutWorkflow.MAGASIN_ID, request -> Long.toString(request.magasinId()));
  }

  @Override
  public String summary(CheckoutRequest request) {
    return "client " + request.clientId() + ", magasin " + request.magasinId();
  }

  @Override
  public String details() {
    return "Cart, stock, payment, sale; undone in reverse when one fails.";
  }

  @Override
  public List<String> states() {
    return Stream.of(EtatCommande.values()).map(Enum::name).toList();
  }

  @Override
  public List<String> steps() {
    return CheckoutSaga.steps();
  }

  @Override
  public String worth() {
    return "montant";
  }

  @Override
  public CheckoutRequest request(SagaRecord saga) {
    return CommandeView.of(saga).request();
  }

  @Override
  public Optional<CheckoutResult> result(SagaRecord saga) {
    return saga.report().map(report -> CheckoutResult.of(saga.saga(), report, saga.history()));
  }
}
