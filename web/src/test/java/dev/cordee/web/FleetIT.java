package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cordee.workflows.fleet.SweepWorkflow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A worker with an inventory, in order: its only node is dead, then taken out. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FleetIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final JdbcClient database = RealServers.get().database();

  @TempDir static Path folder;

  private static Path inventory;
  private static Path key;

  @BeforeAll
  static void listOneNode() throws Exception {
    key = folder.resolve("key");
    inventory = folder.resolve("inventory.yml");
    var keygen =
        new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString())
            .inheritIO()
            .start();
    assertThat(keygen.waitFor()).isZero();
    var publicKey = Files.readString(folder.resolve("key.pub")).strip();
    list("{host: 127.0.0.1, port: %d, host_key: '%s'}".formatted(closedPort(), publicKey));
  }

  @AfterAll
  static void forgetTheFleet() throws Exception {
    RealServers.get().temporalCli("schedule", "delete", "--schedule-id", SweepWorkflow.SCHEDULE_ID);
    database.sql("TRUNCATE node CASCADE").update();
  }

  private static void list(String nodes) throws IOException {
    Files.writeString(inventory, "nodes: [" + nodes + "]");
  }

  private static int closedPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Cordee start() {
    return Cordee.apiAndWorker(
        "cordee.fleet.inventory=" + inventory, "cordee.fleet.ssh-key=" + key);
  }

  private static List<String> audit() {
    return database.sql("SELECT event FROM fleet_audit ORDER BY id").query(String.class).list();
  }

  @Test
  @Order(1)
  void aNodeThatIsDeadIsKnownToBeSoonAfterTheStart() throws Exception {
    try (var cordee = start()) {
      await("death").atMost(SOON).until(() -> audit().equals(List.of("added", "UNKNOWN → DEAD")));

      await("its figure")
          .atMost(SOON)
          .until(
              () ->
                  cordee
                      .api()
                      .get("/metrics")
                      .body()
                      .contains("cordee_fleet_nodes{status=\"DEAD\"} 1.0"));
      assertThat(cordee.api().get("/metrics").body()).contains("cordee_fleet_breaker 0.0");
    }
    assertThat(
            RealServers.get()
                .temporalCli("schedule", "describe", "--schedule-id", SweepWorkflow.SCHEDULE_ID))
        .contains("FleetSweep");
  }

  @Test
  @Order(2)
  void aNodeThatIsNotListedAnyMoreIsTakenOutAtTheNextStart() throws Exception {
    list("");
    try (var _ = start()) {
      assertThat(audit()).last().isEqualTo("removed");
    }
  }

  @Test
  @Order(3)
  void anInventoryThatCannotBeUnderstoodEndsTheStartAndNamesItself() throws Exception {
    list("{port: 22}");

    assertThatThrownBy(FleetIT::start).hasStackTraceContaining("node 1 has the host 'null'");
  }
}
