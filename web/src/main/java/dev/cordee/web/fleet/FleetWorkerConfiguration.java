package dev.cordee.web.fleet;

import dev.cordee.activities.fleet.Canary;
import dev.cordee.activities.fleet.FleetActivitiesImpl;
import dev.cordee.activities.fleet.FleetLedger;
import dev.cordee.activities.fleet.FleetMetrics;
import dev.cordee.activities.fleet.FleetRules;
import dev.cordee.activities.fleet.NodeConnections;
import dev.cordee.activities.fleet.NodeInventory;
import dev.cordee.activities.fleet.NodeProber;
import dev.cordee.activities.fleet.NodeRepository;
import dev.cordee.activities.fleet.NodeWatch;
import dev.cordee.web.temporal.SweepSchedule;
import dev.cordee.workflows.fleet.FleetActivities;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.schedules.ScheduleClient;
import java.io.IOException;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** How a worker looks at nodes. */
@Configuration(proxyBeanMethods = false)
@Profile("worker")
@Conditional(FleetOn.class)
class FleetWorkerConfiguration {

  @Bean
  FleetMetrics fleetMetrics(MeterRegistry meters) {
    return new FleetMetrics(meters);
  }

  @Bean
  Canary fleetCanary() throws IOException {
    return new Canary();
  }

  @Bean
  NodeConnections nodeConnections(FleetSettings settings) {
    return new NodeConnections(settings.ssh());
  }

  @Bean
  NodeProber nodeProber(
      FleetSettings settings, NodeConnections connections, Canary canary, FleetMetrics metrics) {
    return new NodeProber(settings.ssh(), connections, canary, metrics);
  }

  @Bean
  NodeRepository nodeRepository(JdbcClient jdbc) {
    return new NodeRepository(jdbc);
  }

  @Bean
  FleetRules fleetRules(FleetSettings settings) {
    return settings.rules();
  }

  @Bean
  FleetActivitiesImpl fleetActivities(
      FleetRules rules,
      NodeProber prober,
      NodeRepository nodes,
      JdbcClient jdbc,
      TransactionTemplate transactions) {
    return new FleetActivitiesImpl(
        rules, prober, nodes, new FleetLedger(rules, jdbc, transactions));
  }

  @Bean
  NodeWatch nodeWatch(
      FleetSettings settings,
      NodeConnections connections,
      FleetStarter starter,
      FleetMetrics metrics) {
    return new NodeWatch(settings.ssh(), connections, starter::check, metrics);
  }

  @Bean
  FleetWatch fleetWatch(
      FleetSettings settings,
      JdbcClient jdbc,
      TransactionTemplate transactions,
      NodeRepository nodes,
      NodeWatch watch,
      ScheduleClient schedules,
      FleetActivities fleet,
      FleetStarter starter) {
    return new FleetWatch(
        settings.listed(),
        new NodeInventory(jdbc, transactions),
        nodes,
        watch,
        new SweepSchedule(schedules, FleetStarter.sweep(), settings.sweepInterval()),
        new FollowUps(fleet::todo, starter::followUp, Clock.systemUTC()));
  }
}
