package dev.cordee.web.join;

import dev.cordee.activities.join.AddressRules;
import dev.cordee.activities.join.DynamicNodes;
import dev.cordee.activities.join.Heartbeats;
import dev.cordee.activities.join.JoinTokens;
import dev.cordee.activities.join.Peers;
import dev.cordee.activities.join.Registrations;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class JoinConfiguration {

  @Bean
  JoinTokens joinTokens(JdbcClient jdbc) {
    return new JoinTokens(jdbc);
  }

  @Bean
  Registrations registrations(
      JoinSettings settings, JdbcClient jdbc, TransactionTemplate transactions) {
    return new Registrations(settings.rules(), jdbc, transactions, Clock.systemUTC());
  }

  @Bean
  AddressRules nodeAddressRules(JoinSettings settings, ControlPlane controlPlane) {
    return new AddressRules(settings.networks(), Peers.of(controlPlane.peers()));
  }

  @Bean
  Heartbeats heartbeats(JdbcClient jdbc) {
    return new Heartbeats(jdbc);
  }

  @Bean
  DynamicNodes dynamicNodes(JdbcClient jdbc, TransactionTemplate transactions) {
    return new DynamicNodes(jdbc, transactions);
  }
}
