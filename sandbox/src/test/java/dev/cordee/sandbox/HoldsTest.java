package dev.cordee.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HoldsTest {
  private final SandboxClient shop = new SandboxClient();

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void holdBeforeWorksOnlyWhenReleased() {
    String id = shop.fault("{\"service\":\"stock\",\"kind\":\"hold_before\"}");
    var call =
        shop.sendAsync(
            "POST", shop.sandbox.stock(), "/api/stock/reserver", SandboxClient.ONE_UNIT, "k");
    shop.awaitHeld(id, 1);
    assertThat(shop.taken(0)).isTrue();

    shop.order("POST", "/faults/" + id + "/release", "");

    assertThat(call.join().statusCode()).isEqualTo(200);
    assertThat(shop.taken(1)).isTrue();
    assertThat(shop.reserve("other").statusCode()).as("disarmed").isEqualTo(200);
  }

  @Test
  void holdAfterHasWorkedWhileItHolds() {
    String id = shop.fault("{\"service\":\"client\",\"kind\":\"hold_after\",\"times\":1}");
    var call =
        shop.sendAsync(
            "POST", shop.sandbox.client(), "/api/clients/4/payer", SandboxClient.MONEY, "k");
    shop.awaitHeld(id, 1);

    assertThat(shop.control("/ledger/clients/4")).contains("999999974.50");
    assertThat(shop.pay(4, "k").headers().firstValue("Idempotency-Replayed")).hasValue("true");

    shop.order("DELETE", "/faults/" + id, "");
    assertThat(call.join().statusCode()).isEqualTo(200);
  }

  @Test
  void aHeldRequestWhoseClientHasGoneStillWorks() throws Exception {
    String id = shop.fault("{\"service\":\"stock\",\"kind\":\"hold_before\",\"times\":1}");
    try (Socket client = new Socket("127.0.0.1", shop.sandbox.stock().getPort())) {
      String body = SandboxClient.ONE_UNIT;
      String head = "POST /api/stock/reserver HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n";
      client.getOutputStream().write((head.formatted(body.length()) + body).getBytes());
      shop.awaitHeld(id, 1);
    }

    shop.order("POST", "/faults/" + id + "/release", "");
    shop.awaitHeld(id, 0);

    Instant end = Instant.now().plusSeconds(10);
    while (!shop.taken(1) && Instant.now().isBefore(end)) {
      Thread.onSpinWait();
    }
    assertThat(shop.taken(1)).isTrue();
    assertThat(shop.reserve(null).statusCode()).isEqualTo(200);
  }

  @Test
  void aResetGivesHeldRequestsUp() {
    String id = shop.fault("{\"service\":\"ventes\",\"kind\":\"hold_before\"}");
    String body = "{\"client_id\":4,\"magasin_id\":1," + SandboxClient.ONE_UNIT.substring(1);
    var call = shop.sendAsync("POST", shop.sandbox.ventes(), "/api/ventes", body, "k");
    shop.awaitHeld(id, 1);

    shop.order("POST", "/reset", "");

    assertThatThrownBy(call::join).hasRootCauseInstanceOf(java.io.IOException.class);
    assertThat(shop.control("/ledger/ventes")).isEqualTo("[]");
  }
}
