package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The codec endpoint, as the Temporal Web UI and the CLI use it. */
class CodecApiIT {
  private static final String DECODE = "/codec/decode";
  private static final String ENCODE = "/codec/encode";
  private static final String UI = "https://temporal.example";
  private static final String PLAIN =
      "{\"payloads\":[{\"metadata\":{\"encoding\":\"%s\"},\"data\":\"%s\"}]}"
          .formatted(base64("json/plain"), base64("{\"client_id\":4242}"));
  private static Cordee cordee;
  private static HttpClient browser;

  @BeforeAll
  static void start() {
    var key = Base64.getEncoder().encodeToString(new byte[32]);
    cordee =
        Cordee.apiOnly("cordee.encryption.keys=k1:" + key, "cordee.encryption.codec-origins=" + UI);
    browser = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    browser.close();
    cordee.close();
  }

  private static String base64(String text) {
    return Base64.getEncoder()
        .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void whatIsEncodedIsDecodedToTheSame() {
    var encoded = cordee.api().post(ENCODE, PLAIN).expect(200);
    assertThat(encoded.body()).contains(base64("binary/encrypted"), base64("k1"));

    var decoded = cordee.api().post(DECODE, encoded.body()).expect(200);

    assertThat(decoded.json()).isEqualTo(cordee.api().post(DECODE, PLAIN).expect(200).json());
    assertThat(decoded.body()).contains(base64("{\"client_id\":4242}"));
    assertThat(cordee.api().post(DECODE, "{}").expect(200).body()).isEqualTo("{}");
  }

  @Test
  void aMissingKeyIsNamedWithThePayload() {
    var encoded = cordee.api().post(ENCODE, PLAIN).expect(200).body();
    var another = encoded.replace(base64("k1"), base64("k7"));

    var problem = cordee.api().post(DECODE, another).expectProblem(422, "payload-unreadable");

    assertThat(problem.text("detail"))
        .contains("payloads[0]", "the key k7", "cordee.encryption.keys");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "nonsense",
        "{\"payloads\": 1}",
        "{\"payloads\": [{\"data\": \"-?-\"}]}",
        "{\"payloads\": [{\"metadata\": []}]}"
      })
  void aBodyThatHoldsNoPayloadsIsRefused(String body) {
    for (var path : new String[] {DECODE, ENCODE}) {
      assertThat(cordee.api().post(path, body).expectProblem(422, "invalid-fields").fields())
          .containsExactly("payloads");
    }
  }

  @RepeatedTest(5)
  void aBodyBeyondWhatTemporalCarriesIsRefused() {
    var large = PLAIN.replace(base64("json/plain"), "A".repeat(6 * 1024 * 1024));

    cordee.api().post(DECODE, large).expectProblem(413, "content-too-large");
  }

  @Test
  void thePagesOfTheWebUiMayAsk() throws Exception {
    var asked = preflight(UI);
    assertThat(asked.statusCode()).isEqualTo(200);
    assertThat(asked.headers().firstValue("Access-Control-Allow-Origin")).hasValue(UI);
    assertThat(asked.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
        .containsIgnoringCase("x-namespace");

    var answer = post(UI);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue(UI);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "http://temporal.example", UI + ":444"})
  void otherPagesMayNot(String origin) throws Exception {
    for (var answer : new HttpResponse<?>[] {preflight(origin), post(origin)}) {
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
      assertThat(answer.body().toString()).contains("urn:cordee:problem:origin-not-allowed");
    }
  }

  private static HttpResponse<String> preflight(String origin)
      throws IOException, InterruptedException {
    return browser.send(
        HttpRequest.newBuilder(cordee.api().at(DECODE))
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "content-type,x-namespace")
            .build(),
        BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(String origin) throws IOException, InterruptedException {
    return browser.send(
        HttpRequest.newBuilder(cordee.api().at(DECODE))
            .POST(BodyPublishers.ofString(PLAIN))
            .header("Origin", origin)
            .header("Content-Type", "application/json")
            .header("X-Namespace", "cordee")
            .build(),
        BodyHandlers.ofString());
  }
}
