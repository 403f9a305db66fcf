package dev.cordee.web.saga;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.cordee.activities.saga.JournalActivitiesImpl;
import dev.cordee.activities.saga.JournalRepository;
import dev.cordee.activities.saga.PeerClient;
import dev.cordee.activities.saga.StepRunner;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class SagaConfiguration {

  @Bean
  JournalRepository journalRepository(JdbcClient jdbc) {
    var json = JsonMapper.builder().addModule(new JavaTimeModule()).build();
    return new JournalRepository(jdbc, json);
  }

  @Bean
  JournalActivitiesImpl journalActivities(JournalRepository journal) {
    return new JournalActivitiesImpl(journal);
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
