package dev.cordee.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdempotencyTest {
  private final SandboxClient shop = new SandboxClient();

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void repeatsTheFirstAnswerAndDoesTheWorkOnce() {
    var first = shop.pay(4, "k");
    var second = shop.pay(4, "k");

    assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
    assertThat(second.headers().firstValue("Idempotency-Replayed")).hasValue("true");
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body()).contains("999999974.50");
    assertThat(shop.control("/ledger/clients/4")).contains("\"solde\":999999974.50");
  }

  @Test
  void repeatsARefusalThoughTheSituationHasChanged() {
    assertThat(shop.pay(2, "k").statusCode()).isEqualTo(402);
    shop.order("PUT", "/clients/2", "{\"solde\":100.00}");

    assertThat(shop.pay(2, "k").statusCode()).isEqualTo(402);
    assertThat(shop.pay(2, "another").statusCode()).isEqualTo(200);
  }

  @Test
  void refusesAKeyThatCameWithAnotherRequest() {
    shop.pay(4, "k");

    assertThat(shop.pay(5, "k").statusCode()).isEqualTo(422);
    assertThat(shop.control("/ledger/clients/5")).contains("\"solde\":1000000000.00");
  }

  @Test
  void keepsKeysApartByOperation() {
    shop.pay(4, "k");

    assertThat(shop.refund(4, "k").body()).contains("1000000000.00");
  }

  @Test
  void worksAtEveryCallWithoutAKey() {
    shop.reserve(null);
    shop.reserve(null);

    assertThat(shop.taken(2)).isTrue();
  }

  @Test
  void worksOnceForTwentyCallsAtOnce() {
    List<CompletableFuture<HttpResponse<String>>> calls =
        IntStream.range(0, 20)
            .mapToObj(
                _ ->
                    shop.sendAsync(
                        "POST",
                        shop.sandbox.client(),
                        "/api/clients/4/payer",
                        SandboxClient.MONEY,
                        "k"))
            .toList();
    List<HttpResponse<String>> answers = calls.stream().map(CompletableFuture::join).toList();

    assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
    assertThat(answers.stream().map(HttpResponse::body).distinct()).hasSize(1);
    assertThat(answers.stream().filter(a -> a.headers().map().containsKey("idempotency-replayed")))
        .hasSize(19);
    assertThat(shop.control("/ledger/clients/4")).contains("\"solde\":999999974.50");
  }
}
