package dev.cordee.web.fleet;

import dev.cordee.activities.fleet.FleetRecords;
import io.temporal.client.WorkflowClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** What API and worker know of the fleet. */
@Configuration(proxyBeanMethods = false)
class FleetConfiguration {
  private static final Logger log = LoggerFactory.getLogger(FleetConfiguration.class);

  @Bean
  FleetStarter fleetStarter(WorkflowClient temporal) {
    return new FleetStarter(temporal);
  }

  /** Counted from the database, so by one process only. */
  @Bean
  @Profile("api")
  FleetFigures fleetFigures(FleetRecords fleet) {
    return new FleetFigures(fleet);
  }

  @Bean
  @Profile("worker")
  ApplicationRunner fleetOffNotice(FleetSettings settings) {
    return _ -> {
      if (!settings.isOn()) {
        log.info(
            "{} lists no nodes and {} names no key for others, so this worker looks at none and"
                + " serves no rentals",
            FleetSettings.INVENTORY,
            FleetSettings.SSH_KEY);
      }
    };
  }
}
