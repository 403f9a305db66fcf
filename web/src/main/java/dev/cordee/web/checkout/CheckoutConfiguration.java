package dev.cordee.web.checkout;

import dev.cordee.activities.checkout.ShopActivitiesImpl;
import dev.cordee.activities.checkout.ShopWire;
import dev.cordee.activities.saga.JournalRepository;
import dev.cordee.activities.saga.PeerClient;
import dev.cordee.activities.saga.StepRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

@Configuration(proxyBeanMethods = false)
class CheckoutConfiguration {

  @Bean
  ShopActivitiesImpl shopActivities(CheckoutSettings settings, PeerClient peers, StepRunner steps) {
    return new ShopActivitiesImpl(settings.shop(), peers, steps, new ShopWire());
  }

  /** Counted from the database, so by one process only. */
  @Bean
  @Profile("api")
  EtatMetrics etatMetrics(JournalRepository journal) {
    return new EtatMetrics(journal);
  }
}
