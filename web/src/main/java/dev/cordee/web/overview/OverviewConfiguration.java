package dev.cordee.web.overview;

import dev.cordee.activities.saga.SagaFigures;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@Profile("api")
class OverviewConfiguration {

  @Bean
  SagaFigures sagaFigures(JdbcClient jdbc) {
    return new SagaFigures(jdbc);
  }
}
