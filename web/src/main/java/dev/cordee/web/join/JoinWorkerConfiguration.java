package dev.cordee.web.join;

import dev.cordee.activities.fleet.FleetRules;
import dev.cordee.activities.fleet.NodeRepository;
import dev.cordee.activities.join.DynamicNodes;
import dev.cordee.activities.join.Heartbeats;
import dev.cordee.web.fleet.FleetOn;
import dev.cordee.web.fleet.FleetStarter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

@Configuration(proxyBeanMethods = false)
@Profile("worker")
@Conditional(FleetOn.class)
class JoinWorkerConfiguration {

  @Bean
  JoinWatch joinWatch(
      JoinSettings settings,
      FleetRules rules,
      NodeRepository nodes,
      Heartbeats heartbeats,
      DynamicNodes dynamic,
      FleetStarter starter) {
    var patience =
        new JoinWatch.Patience(
            rules.sweepInterval(), settings.heartbeatTimeout(), settings.forgetAfter());
    return new JoinWatch(patience, nodes, heartbeats, dynamic, starter);
  }
}
