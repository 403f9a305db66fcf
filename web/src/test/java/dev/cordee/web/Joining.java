package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.springframework.jdbc.core.simple.JdbcClient;

/** A fleet that nodes of this machine may join by themselves, and the tables behind it. */
final class Joining implements AutoCloseable {
  static final int MOST_NODES = 5;
  private static final String NETWORKS = "127.0.0.1/32,172.30.0.0/16,0.0.0.0/0";

  final JdbcClient database = RealServers.get().database();
  final Cordee cordee =
      Cordee.apiOnly(
          "cordee.fleet.allowed-networks=" + NETWORKS,
          "cordee.fleet.max-dynamic-nodes=" + MOST_NODES);
  final Agents agents = new Agents(cordee.api());
  final RentedFleet fleet = RentedFleet.start(RealServers.get());

  /** How many nodes are in the fleet. */
  long nodes() {
    return database
        .sql("SELECT count(*) FROM node WHERE removed_at IS NULL")
        .query(Long.class)
        .single();
  }

  /** A node that joined, as it was told. */
  Answer joined(int port, String key) {
    return agents.register(agents.joinToken(1), Agents.body(port, key)).expect(201);
  }

  void assertUnchanged(Answer victim, String status) {
    var node = agents.node(victim);
    assertThat(node.text("status")).isEqualTo(status);
    assertThat(node.json().has("claims")).isFalse();
  }

  @Override
  public void close() {
    fleet.close();
    database.sql("TRUNCATE join_token CASCADE").update();
    cordee.close();
  }
}
