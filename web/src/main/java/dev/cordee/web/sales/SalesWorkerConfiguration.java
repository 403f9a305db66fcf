package dev.cordee.web.sales;

import dev.cordee.activities.sales.CensusRepository;
import dev.cordee.web.temporal.SweepSchedule;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What every worker does about sales, set up for them or not. */
@Configuration(proxyBeanMethods = false)
@Profile("worker")
class SalesWorkerConfiguration {

  @Bean
  CensusRepository censusRepository(JdbcClient jdbc) {
    return new CensusRepository(jdbc);
  }

  @Bean
  SalesStart salesStart(
      Environment environment, CensusRepository census, ObjectProvider<SweepSchedule> schedule) {
    return new SalesStart(
        AzureBinding.settings(environment).missing(),
        census,
        Optional.ofNullable(schedule.getIfAvailable()));
  }
}
