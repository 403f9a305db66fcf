package dev.cordee.web.fleet;

import dev.cordee.activities.fleet.BreakerRepository;
import dev.cordee.activities.fleet.NodeRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What API and worker know of the fleet. */
@Configuration(proxyBeanMethods = false)
class FleetConfiguration {
  private static final Logger log = LoggerFactory.getLogger(FleetConfiguration.class);

  @Bean
  NodeRepository nodeRepository(JdbcClient jdbc) {
    return new NodeRepository(jdbc);
  }

  @Bean
  BreakerRepository breakerRepository(JdbcClient jdbc) {
    return new BreakerRepository(jdbc);
  }

  /** Counted from the database, so by one process only. */
  @Bean
  @Profile("api")
  FleetFigures fleetFigures(NodeRepository nodes, BreakerRepository breaker) {
    return new FleetFigures(nodes, breaker);
  }

  @Bean
  @Profile("worker")
  ApplicationRunner fleetOffNotice(FleetSettings settings) {
    return _ -> {
      if (!settings.isOn()) {
        log.info(
            "{} lists no nodes, so this worker looks at none and serves no rentals",
            FleetSettings.INVENTORY);
      }
    };
  }
}
