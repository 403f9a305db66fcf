package dev.cordee.web.checkout;

import dev.cordee.activities.checkout.ShopActivitiesImpl;
import dev.cordee.activities.checkout.ShopWire;
import dev.cordee.activities.saga.JournalRepository;
import dev.cordee.activities.saga.PeerClient;
import dev.cordee.activities.saga.StepRunner;
import dev.cordee.web.saga.SagaClient;
import dev.cordee.web.saga.SagaClients;
import dev.cordee.web.saga.StateMetrics;
import dev.cordee.workflows.checkout.CheckoutRequest;
import dev.cordee.workflows.checkout.CheckoutResult;
import dev.cordee.workflows.checkout.CheckoutWorkflow;
import dev.cordee.workflows.checkout.EtatCommande;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

@Configuration(proxyBeanMethods = false)
class CheckoutConfiguration {

  @Bean
  CheckoutType checkoutType() {
    return new CheckoutType();
  }

  @Bean
  ShopActivitiesImpl shopActivities(CheckoutSettings settings, PeerClient peers, StepRunner steps) {
    return new ShopActivitiesImpl(settings.shop(), peers, steps, new ShopWire());
  }

  @Bean
  @Profile("api")
  SagaClient<CheckoutRequest, CheckoutResult> checkouts(
      SagaClients clients, CheckoutType type, CheckoutSettings settings) {
    return clients.of(type, settings.waitLimit());
  }

  /** Counted from the database, so by one process only. */
  @Bean
  @Profile("api")
  StateMetrics checkoutStates(JournalRepository journal) {
    return new StateMetrics(
        "commande.etat",
        "etat",
        EtatCommande.values(),
        () -> journal.totals(CheckoutWorkflow.SAGA_TYPE));
  }
}
