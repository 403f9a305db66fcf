package dev.cordee.web.nodes;

import dev.cordee.activities.fleet.AuditTrail;
import dev.cordee.activities.fleet.FleetRecords;
import dev.cordee.activities.fleet.NodeDecisions;
import dev.cordee.activities.fleet.NodeRecords;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class NodeConfiguration {

  @Bean
  AuditTrail fleetAudit(JdbcClient jdbc) {
    return new AuditTrail(jdbc);
  }

  @Bean
  NodeRecords nodeRecords(JdbcClient jdbc) {
    return new NodeRecords(jdbc);
  }

  @Bean
  NodeDecisions nodeDecisions(JdbcClient jdbc) {
    return new NodeDecisions(jdbc);
  }

  @Bean
  FleetRecords fleetRecords(JdbcClient jdbc) {
    return new FleetRecords(jdbc);
  }
}
