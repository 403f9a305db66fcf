package dev.cordee.web.orders;

import dev.cordee.activities.orders.OrderActivitiesImpl;
import dev.cordee.activities.saga.JournalRepository;
import dev.cordee.activities.saga.PeerClient;
import dev.cordee.activities.saga.StepRunner;
import dev.cordee.web.saga.SagaClient;
import dev.cordee.web.saga.SagaClients;
import dev.cordee.web.saga.StateMetrics;
import dev.cordee.workflows.orders.OrderRequest;
import dev.cordee.workflows.orders.OrderResult;
import dev.cordee.workflows.orders.OrderState;
import dev.cordee.workflows.orders.OrderWorkflow;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

@Configuration(proxyBeanMethods = false)
class OrderConfiguration {

  @Bean
  OrderType orderType() {
    return new OrderType();
  }

  @Bean
  OrderActivitiesImpl orderActivities(OrderSettings settings, PeerClient peers, StepRunner steps) {
    return new OrderActivitiesImpl(settings.gateway(), peers, steps);
  }

  @Bean
  @Profile("api")
  SagaClient<OrderRequest, OrderResult> orders(
      SagaClients clients, OrderType type, OrderSettings settings) {
    return clients.of(type, settings.waitLimit());
  }

  /** Counted from the database, so by one process only. */
  @Bean
  @Profile("api")
  StateMetrics orderStates(JournalRepository journal) {
    return new StateMetrics(
        "order.state", "state", OrderState.values(), () -> journal.totals(OrderWorkflow.SAGA_TYPE));
  }
}
