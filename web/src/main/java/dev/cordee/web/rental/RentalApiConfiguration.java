package dev.cordee.web.rental;

import dev.cordee.activities.fleet.AuditTrail;
import dev.cordee.activities.rental.FailoverNotice;
import dev.cordee.activities.rental.NodelessRentals;
import dev.cordee.activities.rental.NoticeRecords;
import dev.cordee.activities.rental.NotifyTargets;
import dev.cordee.activities.rental.RentalCounts;
import dev.cordee.activities.rental.RentalRecord;
import dev.cordee.activities.rental.RentalRecords;
import dev.cordee.web.watch.RowWatch;
import dev.cordee.workflows.rental.RentalId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class RentalApiConfiguration {

  @Bean
  RentalRecords rentalRecords(JdbcClient jdbc) {
    return new RentalRecords(jdbc);
  }

  @Bean
  @Profile("api")
  RowWatch<RentalId, RentalRecord> rentalWatch(RentalRecords rentals) {
    return new RowWatch<>("rentals", rentals::find, RentalRecord::id);
  }

  @Bean
  RentalCounts rentalCounts(JdbcClient jdbc) {
    return new RentalCounts(jdbc);
  }

  @Bean
  NodelessRentals nodelessRentals(JdbcClient jdbc) {
    return new NodelessRentals(jdbc);
  }

  @Bean
  NoticeRecords noticeRecords(JdbcClient jdbc) {
    return new NoticeRecords(jdbc);
  }

  @Bean
  NotifyTargets notifyTargets(RentalApiSettings settings) {
    return new NotifyTargets(settings.networks());
  }

  @Bean
  FailoverNotice failoverNotice(
      NoticeRecords notices, AuditTrail audit, NotifyTargets targets, RentalApiSettings settings) {
    return new FailoverNotice(notices, audit, targets, settings.webhookSecret());
  }
}
