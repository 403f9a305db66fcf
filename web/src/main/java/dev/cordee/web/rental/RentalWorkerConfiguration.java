package dev.cordee.web.rental;

import dev.cordee.activities.rental.Allocator;
import dev.cordee.activities.rental.FailoverNotice;
import dev.cordee.activities.rental.PlacementRepository;
import dev.cordee.activities.rental.RentalActivitiesImpl;
import dev.cordee.activities.rental.RentalMetrics;
import dev.cordee.activities.rental.RentalRepository;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What rentals' workflows need of a worker. */
@Configuration(proxyBeanMethods = false)
@Profile("worker")
class RentalWorkerConfiguration {

  @Bean
  RentalActivitiesImpl rentalActivities(
      RentalRules rules,
      JdbcClient jdbc,
      TransactionTemplate transactions,
      FailoverNotice notice,
      MeterRegistry meters) {
    var settings = rules.settings();
    var placements = new PlacementRepository(jdbc);
    return new RentalActivitiesImpl(
        settings,
        new RentalRepository(jdbc),
        placements,
        new Allocator(jdbc, transactions, placements, settings.uids()),
        notice::send,
        new RentalMetrics(meters));
  }
}
