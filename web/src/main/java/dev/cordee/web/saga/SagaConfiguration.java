package dev.cordee.web.saga;

import dev.cordee.activities.saga.JournalActivitiesImpl;
import dev.cordee.activities.saga.JournalJson;
import dev.cordee.activities.saga.JournalRepository;
import dev.cordee.activities.saga.PeerClient;
import dev.cordee.activities.saga.RepairRepository;
import dev.cordee.activities.saga.SagaLists;
import dev.cordee.activities.saga.SagaReadings;
import dev.cordee.activities.saga.StepRunner;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class SagaConfiguration {

  @Bean
  JournalRepository journalRepository(JdbcClient jdbc) {
    return new JournalRepository(jdbc, new JournalJson());
  }

  @Bean
  RepairRepository repairRepository(JdbcClient jdbc) {
    return new RepairRepository(jdbc, new JournalJson());
  }

  @Bean
  SagaLists sagaLists(JdbcClient jdbc) {
    return new SagaLists(jdbc, new JournalJson());
  }

  @Bean
  SagaReadings sagaReadings(JdbcClient jdbc) {
    return new SagaReadings(jdbc, new JournalJson());
  }

  @Bean
  JournalActivitiesImpl journalActivities(JournalRepository journal, RepairRepository repairs) {
    return new JournalActivitiesImpl(journal, repairs);
  }

  @Bean
  PeerClient peerClient() {
    return new PeerClient();
  }

  @Bean
  StepRunner stepRunner(JournalRepository journal, MeterRegistry meters) {
    return new StepRunner(journal, meters);
  }
}
