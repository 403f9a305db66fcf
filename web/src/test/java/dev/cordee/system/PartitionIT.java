package dev.cordee.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

/** A node that lives on, with its tenant on it, and that only Cordée does not reach. */
class PartitionIT {
  private final List<Forwarder> wires = new ArrayList<>();
  private Stack stack;
  private HttpClient http;
  private RentDesk desk;

  @TempDir private Path scratch;

  @BeforeEach
  void startStack() throws Exception {
    stack =
        Stack.upWithNodesBehind(
            3,
            port -> {
              var wire = new Forwarder(port);
              wires.add(wire);
              return wire.port();
            });
    http = HttpClient.newHttpClient();
    desk = new RentDesk(stack, http);
    desk.awaitAllFree(3);
  }

  @AfterEach
  void stopStack() throws Exception {
    http.close();
    stack.close();
    for (var wire : wires) {
      wire.close();
    }
  }

  @Test
  void theTenantWhoWorkedOnThereIsOnExactlyOneNodeWhenItIsOver() throws Exception {
    var rent = desk.rent();
    var tenant = new Lodger(scratch, rent);
    var wire =
        wires.stream().filter(w -> w.port() == rent.get("port").asInt()).findFirst().orElseThrow();
    var around = JsonNodeFactory.instance.objectNode();
    around.put("host", "127.0.0.1").put("port", wire.target());
    around.put(
        "known_hosts",
        rent.get("known_hosts").asString().replace(":" + wire.port(), ":" + wire.target()));
    var session = tenant.stay(around);
    assertThat(session.inputReader().readLine()).isEqualTo("here");

    wire.cut();
    tenant.awaitLoginElsewhere(
        desk, rent.get("node_id").asLong(), Instant.now(), Duration.ofSeconds(20));
    assertThat(session.isAlive()).as("Cordée cannot reach it").isTrue();
    assertThat(stack.accountsOn(wire.target())).containsExactly(tenant.username());

    wire.mend();
    stack.sweepNow();
    assertThat(session.waitFor(90, TimeUnit.SECONDS)).as("its old session is ended").isTrue();
    Awaitility.await("the node is offered again")
        .atMost(Duration.ofSeconds(60))
        .until(() -> desk.node(rent.get("node_id").asLong()).get("holds").isEmpty());
    assertThat(stack.accountsOn(wire.target())).isEmpty();
    assertThat(tenant.canLogIn(around)).isFalse();
    assertThat(tenant.canLogIn(desk.rental(tenant.rental()))).isTrue();
  }
}
