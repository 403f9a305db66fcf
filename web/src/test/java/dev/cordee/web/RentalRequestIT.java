package dev.cordee.web;

import static dev.cordee.web.Malformed.fieldsOf;
import static dev.cordee.web.Malformed.post;
import static dev.cordee.web.Malformed.route;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests about rentals that cannot be taken: each says why, and none starts anything. */
class RentalRequestIT {
  private static final String ANY_ID = "5f0c3a9e-0f5b-4a55-9a3e-6c2a4f1f9d10";
  private static final String EXTEND = "/api/rentals/" + ANY_ID + "/extend";

  private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

  private static Cordee cordee;
  private static RawHttp http;

  @BeforeAll
  static void start() {
    cordee = Cordee.apiOnly("cordee.rental.webhook-secret=a secret of some length");
    http = new RawHttp(cordee.api().port());
  }

  @AfterAll
  static void stop() {
    cordee.close();
  }

  static Stream<Malformed> wrong() {
    return Stream.of(wrongWishes(), wrongTargets(), wrongExtensions(), wrongRoutes())
        .flatMap(cases -> cases);
  }

  private static Malformed rent(String body, String... fields) {
    return fieldsOf(Rentals.RENT, body, fields);
  }

  private static Stream<Malformed> wrongWishes() {
    return Stream.of(
        rent("{\"duration_hours\": 0}", "duration_hours"),
        rent("{\"duration_hours\": -1}", "duration_hours"),
        rent("{\"duration_hours\": 72.01}", "duration_hours"),
        rent("{\"duration_hours\": 1e999}", "duration_hours"),
        rent("{\"duration_hours\": 1e-999}", "duration_hours"),
        rent("{\"duration_hours\": \"2\"}", "duration_hours"),
        rent("{\"wait_seconds\": -1}", "wait_seconds"),
        rent("{\"wait_seconds\": 301}", "wait_seconds"),
        rent("{\"wait_seconds\": true}", "wait_seconds"),
        rent("{\"client_id\": 7}", "client_id"),
        rent("{\"client_id\": \"" + "x".repeat(101) + "\"}", "client_id"),
        rent("{\"public_key\": \"\"}", "public_key"),
        rent("{\"public_key\": \"garbage\"}", "public_key"),
        rent("{\"public_key\": \"ssh-ed25519 AAAA\"}", "public_key"),
        rent("{\"public_key\": \"command=\\\"x\\\" " + Rentals.PUBLIC_KEY + "\"}", "public_key"),
        rent(
            "{\"public_key\": \"" + Rentals.PUBLIC_KEY + "\\n" + Rentals.PUBLIC_KEY + "\"}",
            "public_key"),
        rent("{\"public_key\": 1}", "public_key"),
        rent("{\"hours\": 2}", "hours"),
        rent("{\"duration_hours\": 0, \"wait_seconds\": -1}", "duration_hours", "wait_seconds"),
        rent("[]", ""),
        post(Rentals.RENT, "{", 400, "malformed-json"),
        post(Rentals.RENT, " ", 400, "malformed-json"));
  }

  private static Stream<Malformed> wrongTargets() {
    return Stream.of(
            "",
            "nonsense",
            "/path",
            "ftp://example.com/x",
            "https:///path",
            "http://example.com/x",
            "https://user:secret@example.com/x",
            "https://example.com:99999/x",
            "https://127.0.0.1/x",
            "https://0x7f.1/x",
            "https://10.0.0.1/x",
            "https://169.254.169.254/latest/meta-data",
            "https://[::1]/x",
            "https://[::ffff:10.0.0.1]/x",
            "https://[fd00::1]/x",
            "https://localhost/x",
            "https://example.com/" + "x".repeat(2000))
        .map(url -> rent("{\"notify_url\": \"" + url + "\"}", "notify_url"));
  }

  private static Stream<Malformed> wrongExtensions() {
    return Stream.of(
        fieldsOf(EXTEND, "{}", "additional_hours"),
        fieldsOf(EXTEND, "{\"additional_hours\": 0}", "additional_hours"),
        fieldsOf(EXTEND, "{\"additional_hours\": 73}", "additional_hours"),
        fieldsOf(EXTEND, "{\"additional_hours\": \"1\"}", "additional_hours"),
        fieldsOf(EXTEND, "{\"additional_hours\": 1, \"by\": 2}", "by"),
        fieldsOf("/api/rentals/42/extend", "{\"additional_hours\": 1}", "id"),
        post(EXTEND, "{\"additional_hours\": 1}", 404, "unknown-rental"),
        post(EXTEND, "", 400, "malformed-json"));
  }

  private static Stream<Malformed> wrongRoutes() {
    return Stream.of(
        route("GET /api/rentals/42", 422, "invalid-fields", "id"),
        route("GET /api/rentals/1-1-1-1-1", 422, "invalid-fields", "id"),
        route("GET /api/rentals/" + ANY_ID, 404, "unknown-rental"),
        route("DELETE /api/rentals/42", 422, "invalid-fields", "id"),
        route("DELETE /api/rentals/" + ANY_ID, 404, "unknown-rental"),
        route("GET /api/rentals?status=active", 422, "invalid-fields", "status"),
        route("GET /api/rentals?limit=0", 422, "invalid-fields", "limit"),
        route("GET /api/rentals?limit=501", 422, "invalid-fields", "limit"),
        route("GET /api/rentals?before=42", 422, "invalid-fields", "before"),
        route("GET /api/rent", 405, "method-not-allowed"),
        route("POST /api/rentals", 405, "method-not-allowed"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void whatCannotBeTakenIsRefused(Malformed request) throws IOException {
    var answer = http.exchange(request.head(), request.body());

    answer.expectProblem(request.status(), request.type());
    assertThat(answer.fields()).isEqualTo(request.fields());
  }

  @Test
  void aBodyThatIsThereMustBeJson() throws IOException {
    http.exchange("POST /api/rent HTTP/1.1\nContent-Type: text/plain\nContent-Length: 2", EMPTY)
        .expectProblem(415, "unsupported-media-type");
    http.exchange("POST /api/rent HTTP/1.1\nContent-Length: 2", EMPTY)
        .expectProblem(415, "unsupported-media-type");
  }

  @Test
  void theDocumentTellsOfEveryRoute() {
    var document = cordee.api().get("/docs/openapi").expect(200).json();

    assertThat(document.path("paths").propertyNames())
        .contains(
            "/api/rent",
            "/api/rentals",
            "/api/rentals/{id}",
            "/api/rentals/{id}/extend",
            "/api/rentals/{id}/events",
            "/api/nodes",
            "/api/nodes/{id}",
            "/api/nodes/{id}/fence",
            "/api/fleet");
    assertThat(
            document
                .path("components")
                .path("schemas")
                .path("Rented")
                .path("properties")
                .propertyNames())
        .contains("rental_id", "host", "known_hosts", "private_key");
  }

  @Test
  void withoutASecretNobodyIsNotified() {
    try (var other = Cordee.apiOnly()) {
      var problem =
          other
              .api()
              .post(Rentals.RENT, "{\"notify_url\": \"https://example.com/hook\"}")
              .expectProblem(422, "invalid-fields");

      assertThat(problem.fields()).containsExactly("notify_url");
      assertThat(problem.text("detail")).contains("cordee.rental.webhook-secret");
    }
  }
}
