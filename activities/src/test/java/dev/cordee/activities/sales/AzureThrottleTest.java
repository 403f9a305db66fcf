package dev.cordee.activities.sales;

import static dev.cordee.activities.sales.AzureRig.MARKET_PARIS;
import static dev.cordee.activities.sales.AzureRig.ORDER;
import static dev.cordee.activities.sales.AzureRig.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.activities.rental.Await;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Azure's wish to be left alone, and how it is respected. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AzureThrottleTest {
  private final AzureRig azure = new AzureRig();

  @BeforeEach
  void reset() {
    azure.reset();
  }

  @AfterAll
  void close() {
    azure.close();
  }

  @Test
  void nobodyAsksBeforeTheWaitIsOver() {
    throttled("\"headers\":{\"Retry-After\":\"30\"},");

    var first = failure(() -> azure.engines().create(ORDER));
    var others =
        IntStream.range(0, 50)
            .parallel()
            .mapToObj(_ -> failure(() -> azure.engines().provisioned(MARKET_PARIS)))
            .toList();
    var list = failure(() -> azure.list().read());

    assertThat(azure.calls()).isOne();
    assertThat(first.getType()).isEqualTo("THROTTLED");
    assertThat(first.isNonRetryable()).isFalse();
    assertThat(first.getOriginalMessage())
        .isEqualTo("Azure throttles us and wants to be left alone for another 30 s");
    assertThat(list.getType()).isEqualTo("THROTTLED");
    assertThat(others)
        .allSatisfy(
            other ->
                assertThat(other.getNextRetryDelay())
                    .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(40)));
    assertThat(others.stream().map(other -> other.getNextRetryDelay()).distinct())
        .hasSizeGreaterThan(10);
  }

  @Test
  void theWaitMayBeADate() {
    var date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(2));
    throttled("\"headers\":{\"Retry-After\":\"" + date + "\"},");

    var first = failure(() -> azure.list().read());

    assertThat(first.getNextRetryDelay())
        .isBetween(Duration.ofSeconds(100), Duration.ofSeconds(160));
    assertThat(azure.throttled()).isBetween(100.0, 120.0);
  }

  @Test
  void withoutAWordOfTheWaitItIsTenSeconds() {
    throttled("");

    assertThat(failure(() -> azure.list().read()).getNextRetryDelay())
        .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(15));
  }

  @Test
  void afterTheWaitItGoesOn() throws Exception {
    throttled("\"headers\":{\"Retry-After\":\"1\"},");
    failure(() -> azure.engines().create(ORDER));

    Await.until("the wait is over", () -> azure.throttled() == 0);
    azure.engines().create(ORDER);

    assertThat(azure.apps()).hasSize(1);
    assertThat(azure.counted("get", "throttled")).isOne();
    assertThat(azure.counted("get", "absent")).isOne();
    assertThat(azure.counted("create", "ok")).isOne();
  }

  @Test
  void aThrottledTokenIsNoReasonToAskForOneAgain() {
    azure.fault(
        """
        "operation":"token","kind":"answer","work":false,"status":429,"times":1,
         "headers":{"Retry-After":"60"},"body":{"error":"temporarily_unavailable"}""");

    var first = failure(() -> azure.list().read());
    var second = failure(() -> azure.list().read());

    assertThat(first.isNonRetryable()).isFalse();
    assertThat(second.isNonRetryable()).isFalse();
    assertThat(azure.calls("token")).isEqualTo(1);
    assertThat(azure.calls()).isZero();
  }

  private void throttled(String headers) {
    azure.fault(
        """
        "kind":"answer","work":false,"status":429,"times":1,%s
         "path_prefix":"/subscriptions","body":{"error":{"code":"TooManyRequests","message":"x"}}"""
            .formatted(headers));
  }
}
