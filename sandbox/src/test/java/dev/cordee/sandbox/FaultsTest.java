package dev.cordee.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {
  private final SandboxClient shop = new SandboxClient();

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void latencyDelaysAndThenWorks() {
    shop.fault("{\"service\":\"stock\",\"kind\":\"latency\",\"latency_ms\":150}");
    Instant start = Instant.now();

    assertThat(shop.reserve(null).statusCode()).isEqualTo(200);

    assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(149));
    assertThat(shop.taken(1)).isTrue();
  }

  @Test
  void errorAnswersWithoutWorkAsOftenAsToldAndIsNotKeptUnderTheKey() {
    shop.fault("{\"service\":\"stock\",\"kind\":\"error\",\"status\":500,\"times\":2}");

    List<Integer> statuses =
        IntStream.range(0, 3).mapToObj(_ -> shop.reserve("k").statusCode()).toList();

    assertThat(statuses).containsExactly(500, 500, 200);
    assertThat(shop.taken(1)).isTrue();
    assertThat(shop.control("/faults")).contains("\"armed\":false,\"hits\":2");
  }

  @Test
  void hitsOnlyItsOperationAndItsKeys() {
    shop.fault(
        """
        {"service":"stock","operation":"liberer","key_prefix":"a","kind":"error"}
        """);

    assertThat(shop.reserve("a1").statusCode()).isEqualTo(200);
    assertThat(shop.release("b1").statusCode()).isEqualTo(200);
    assertThat(shop.release(null).statusCode()).isEqualTo(200);
    assertThat(shop.release("a1").statusCode()).isEqualTo(503);
  }

  @Test
  void drawsTheSameHitsFromTheSameSeed() {
    assertThat(hitsOfTwenty()).isEqualTo(hitsOfTwenty()).contains(200, 503);
  }

  @Test
  void dropBeforeClosesTheConnectionWithoutWork() throws Exception {
    shop.fault("{\"service\":\"stock\",\"kind\":\"drop_before\"}");

    assertThat(rawReserve("k")).isEmpty();

    assertThat(shop.taken(0)).isTrue();
    assertThat(shop.control("/ledger/calls")).contains("\"fault\":\"drop_before\"");
  }

  @Test
  void dropAfterWorksAndTheRepeatGetsTheAnswer() throws Exception {
    shop.fault("{\"service\":\"stock\",\"kind\":\"drop_after\",\"times\":1}");

    assertThat(rawReserve("k")).isEmpty();
    var repeat = shop.reserve("k");

    assertThat(repeat.headers().firstValue("Idempotency-Replayed")).hasValue("true");
    assertThat(shop.taken(1)).isTrue();
  }

  @Test
  void downRefusesConnectionsUntilDeleted() throws Exception {
    int port = shop.sandbox.stock().getPort();
    try (Socket open = new Socket("127.0.0.1", port)) {
      shop.reserve(null);
      String id = shop.fault("{\"service\":\"stock\",\"kind\":\"down\"}");

      assertThat(open.getInputStream().read()).as("the open connection is cut").isEqualTo(-1);
      assertThatThrownBy(() -> new Socket("127.0.0.1", port)).isInstanceOf(ConnectException.class);
      assertThat(shop.pay(4, null).statusCode()).isEqualTo(200);

      shop.order("DELETE", "/faults/" + id, "");
    }
    assertThat(shop.reserve(null).statusCode()).isEqualTo(200);
  }

  @Test
  void htmlWorksAndAnswersWithAPage() {
    shop.fault("{\"service\":\"ventes\",\"kind\":\"html\"}");

    HttpResponse<String> answer = shop.sell(4, null);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(answer.body()).startsWith("<!doctype html>");
    assertThat(shop.control("/ledger/ventes")).contains("\"vente_id\":1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | nothing | malformed_json",
        "422 | {\"kind\":\"error\"} | service",
        "422 | {\"service\":\"stock\"} | kind",
        "422 | {\"service\":\"stock\",\"kind\":\"fire\"} | kind",
        "422 | {\"service\":\"stock\",\"kind\":\"error\",\"operation\":\"payer\"} | operation",
        "422 | {\"service\":\"stock\",\"kind\":\"latency\"} | latency_ms",
        "422 | {\"service\":\"stock\",\"kind\":\"error\",\"status\":200} | status",
        "422 | {\"service\":\"stock\",\"kind\":\"error\",\"times\":0} | times",
        "422 | {\"service\":\"stock\",\"kind\":\"error\",\"probability\":2} | probability",
        "422 | {\"service\":\"stock\",\"kind\":\"down\",\"times\":1} | times",
        "422 | {\"service\":\"stock\",\"kind\":\"error\",\"tims\":1} | tims",
      })
  void namesTheFieldOfABadFault(int status, String body, String named) {
    var answer = shop.order("POST", "/faults", body);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains(named);
    assertThat(shop.control("/faults")).isEqualTo("[]");
  }

  @Test
  void knowsNoFaultItWasNotTold() {
    assertThat(shop.order("DELETE", "/faults/f9", "").statusCode()).isEqualTo(404);
    assertThat(shop.order("POST", "/faults/f9/release", "").statusCode()).isEqualTo(404);
  }

  private String rawReserve(String key) throws Exception {
    return shop.raw(shop.sandbox.stock(), "/api/stock/reserver", SandboxClient.ONE_UNIT, key);
  }

  private List<Integer> hitsOfTwenty() {
    String id =
        shop.fault("{\"service\":\"stock\",\"kind\":\"error\",\"probability\":0.5,\"seed\":7}");
    var statuses = IntStream.range(0, 20).mapToObj(_ -> shop.reserve(null).statusCode()).toList();
    shop.order("DELETE", "/faults/" + id, "");
    return statuses;
  }
}
