package dev.cordee.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTest {
  private final OrdersClient shop = new OrdersClient();

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void leadsThroughAWholeOrder() {
    assertAnswer(shop.create(), "{\"order_id\":1}");
    assertAnswer(shop.move("-"), "{\"result\":\"OK\"}");
    assertThat(shop.read(1).body()).contains("\"total_amount\":\"249.5\"");
    assertAnswer(shop.pay(1, "249.5"), "{\"payment_id\":1}");
  }

  @Test
  void leadsThroughAnUndoneOrder() {
    shop.create();
    shop.move("-");
    assertAnswer(shop.move("+"), "{\"result\":\"OK\"}");
    assertThat(shop.delete(1).statusCode()).isEqualTo(200);

    assertAnswer(shop.read(1), "{}");
  }

  @Test
  void saysNothingWhenAServiceRefuses() {
    shop.move("-");

    assertMasked(shop.move("-"));
    assertMasked(shop.delete(42));
    assertMasked(shop.pay(1, "0"));
    assertMasked(shop.gateway("POST", "/store-manager-api/orders", "{nothing"));
    assertMasked(shop.gateway("GET", "/store-manager-api/nowhere", ""));
  }

  @Test
  void saysNothingWhenAServiceIsDown() {
    String id = shop.fault("{\"service\":\"store-manager\",\"kind\":\"down\"}");

    assertMasked(shop.create());
    assertThat(shop.pay(1, "1").statusCode()).as("the other goes on").isEqualTo(200);

    shop.client.order("DELETE", "/faults/" + id, "");
    assertThat(shop.create().statusCode()).isEqualTo(200);
  }

  @Test
  void saysNothingWhenAServiceCrashesBeforeTheWork() {
    shop.fault("{\"service\":\"store-manager\",\"kind\":\"drop_before\"}");

    assertMasked(shop.move("-"));
    assertThat(shop.gadgets()).isEqualTo("2");
  }

  @Test
  void saysNothingWhenAServiceCrashesAfterTheWork() {
    shop.fault("{\"service\":\"store-manager\",\"kind\":\"drop_after\"}");

    assertMasked(shop.move("-"));
    assertThat(shop.gadgets()).isEqualTo("0");
  }

  @Test
  void sendsNothingTwiceEvenWhatCouldBe() {
    shop.create();
    shop.read(1);
    shop.fault("{\"service\":\"store-manager\",\"kind\":\"drop_before\",\"times\":1}");

    assertMasked(shop.read(1));
    assertThat(shop.counted("service=store-manager&method=GET")).isEqualTo(2);
  }

  @Test
  void saysNothingWhenAServiceIsLateThoughTheWorkIsDone() {
    try (OrdersClient hurried = new OrdersClient(Duration.ofMillis(300))) {
      hurried.fault("{\"service\":\"payments\",\"kind\":\"latency\",\"latency_ms\":1500}");
      Instant start = Instant.now();

      assertMasked(hurried.pay(42, "1"));

      assertThat(Duration.between(start, Instant.now()))
          .isBetween(Duration.ofMillis(290), Duration.ofMillis(1400));
      Instant end = Instant.now().plusSeconds(10);
      while (!hurried.control("/orders/books").contains("\"payment_id\":1")) {
        assertThat(Instant.now()).isBefore(end);
      }
    }
  }

  @Test
  void passesOnWhateverComesWithASuccess() {
    shop.fault("{\"service\":\"store-manager\",\"kind\":\"html\",\"times\":1}");

    HttpResponse<String> page = shop.create();

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(page.body()).startsWith("<!doctype html>");
    assertThat(shop.read(1).body()).contains("249.5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/orders", "/store-manager-api", "/payments-apis/payments"})
  void answers404ForARouteItLacks(String path) {
    var answer = shop.gateway("GET", path, "");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void canBeHitItself() {
    shop.fault("{\"service\":\"gateway\",\"kind\":\"drop_before\",\"times\":1}");
    assertThatThrownBy(shop::create).hasRootCauseInstanceOf(IOException.class);
    assertThat(shop.control("/orders/books")).contains("\"created\":0");

    shop.fault("{\"service\":\"gateway\",\"kind\":\"drop_after\",\"times\":1}");
    assertThatThrownBy(shop::create).hasRootCauseInstanceOf(IOException.class);
    assertThat(shop.control("/orders/books")).contains("\"created\":1");

    shop.fault("{\"service\":\"gateway\",\"kind\":\"error\",\"status\":500,\"times\":1}");
    assertMasked(shop.create());
    assertThat(shop.control("/orders/books")).contains("\"created\":1");

    shop.fault("{\"service\":\"gateway\",\"kind\":\"down\"}");
    assertThatThrownBy(shop::create).hasRootCauseInstanceOf(IOException.class);
    assertThat(shop.storeManager("GET", "/orders/1", "").statusCode()).isEqualTo(200);
  }

  private static void assertAnswer(HttpResponse<String> answer, String body) {
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(body);
  }

  private static void assertMasked(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).isEmpty();
  }
}
