package dev.cordee.web;

import static dev.cordee.web.Malformed.SOUND;
import static dev.cordee.web.Malformed.bytes;
import static dev.cordee.web.Malformed.chunked;
import static dev.cordee.web.Malformed.clientId;
import static dev.cordee.web.Malformed.encoded;
import static dev.cordee.web.Malformed.fields;
import static dev.cordee.web.Malformed.headers;
import static dev.cordee.web.Malformed.json;
import static dev.cordee.web.Malformed.key;
import static dev.cordee.web.Malformed.magasinId;
import static dev.cordee.web.Malformed.notJson;
import static dev.cordee.web.Malformed.route;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in, the answer is a problem of a stable kind, and nothing is started. */
class MalformedRequestIT {
  private static final String JSON = "Content-Type: application/json\n";
  private static final String ANY_ID = "7f9c24e8-3b12-4fef-91e0-5b1a4c4f0d55";

  private static final RealServers servers = RealServers.get();
  private static Cordee cordee;
  private static RawHttp http;
  private static long sagasBefore;
  private static long workflowsBefore;

  @BeforeAll
  static void start() {
    cordee = Cordee.apiAndWorker();
    http = new RawHttp(cordee.api().port());
    sagasBefore = servers.sagasInJournal();
    workflowsBefore = workflowsNow();
  }

  /** Visibility lags, so a sound order goes last: once it shows, so would any before it. */
  @AfterAll
  static void onlyTheOneSoundOrderWasStarted() {
    try (var _ = cordee) {
      cordee.api().checkout(4).expect(200);
      assertThat(servers.sagasInJournal()).isEqualTo(sagasBefore + 1);
      assertThat(workflowsNow()).isEqualTo(workflowsBefore + 1);
    }
  }

  /** Counted once an order made just for this shows in it. */
  private static long workflowsNow() {
    var marker = cordee.api().checkout(4).expect(200).saga();
    sagasBefore++;
    var query = "WorkflowId = '" + marker + "'";
    await("the marker in Temporal's visibility")
        .until(() -> servers.temporal().countWorkflows(query).getCount() == 1);
    workflowsBefore++;
    return servers.workflows();
  }

  @ParameterizedTest
  @CsvSource({"rebound.example, 400", "localhost, 200", "127.0.0.1:80, 200", "[::1], 200"})
  void whileNobodyIsAskedForAKeyOnlyNamesOfThisMachineLeadHere(String host, int status)
      throws Exception {
    assertThat(http.exchange("GET /api/fleet HTTP/1.1", host, new byte[0]).status())
        .isEqualTo(status);
  }

  @ParameterizedTest
  @MethodSource({"wrongFields", "wrongJson", "wrongMedia", "wrongKeys", "wrongRoutes"})
  void isRefusedAndStartsNothing(Malformed request) throws IOException {
    var journal = servers.sagasInJournal();

    var answer = http.exchange(request.head(), request.body());

    answer.expectProblem(request.status(), request.type());
    assertThat(answer.fields()).isEqualTo(request.fields());
    assertThat(servers.sagasInJournal()).isEqualTo(journal);
  }

  static Stream<Malformed> wrongFields() {
    return Stream.of(
        clientId("\"4\""),
        clientId("4.0"),
        clientId("4.5"),
        clientId("true"),
        clientId("null"),
        clientId("[4]"),
        clientId("{\"id\": 4}"),
        clientId("0"),
        clientId("-1"),
        clientId("-0"),
        clientId("9223372036854775808"),
        clientId("99999999999999999999999999999999"),
        clientId("1e3"),
        magasinId("\"1\""),
        magasinId("1.0"),
        magasinId("false"),
        magasinId("null"),
        magasinId("[]"),
        magasinId("{}"),
        magasinId("0"),
        magasinId("-9223372036854775808"),
        magasinId("-9223372036854775809"),
        magasinId("1E0"),
        fields("{\"magasin_id\": 1}", "client_id"),
        fields("{\"client_id\": 4}", "magasin_id"),
        fields("{}", "client_id", "magasin_id"),
        fields("{\"client_id\": \"x\", \"magasin_id\": -1}", "client_id", "magasin_id"),
        fields("{\"client_id\": 4, \"magasin_id\": 1, \"rabais\": 10}", "rabais"),
        fields("{\"Client_Id\": 4, \"magasin_id\": 1}", "client_id", "Client_Id"),
        fields("null", ""),
        fields("[]", ""),
        fields("[" + SOUND + "]", ""),
        fields("\"x\"", ""),
        fields("4", ""),
        fields("true", ""));
  }

  static Stream<Malformed> wrongJson() {
    return Stream.of(
        notJson("empty body", ""),
        notJson("blanks only", " \n\t "),
        notJson("truncated", SOUND.substring(0, SOUND.length() - 1)),
        notJson("cut in a word", "{\"client_id\": tru"),
        notJson("duplicate key", "{\"client_id\": 4, \"client_id\": 5, \"magasin_id\": 1}"),
        notJson("a second value behind", SOUND + SOUND),
        notJson("garbage behind", SOUND + " x"),
        notJson("trailing comma", "{\"client_id\": 4, \"magasin_id\": 1,}"),
        notJson("NaN", "{\"client_id\": NaN, \"magasin_id\": 1}"),
        notJson("Infinity", "{\"client_id\": Infinity, \"magasin_id\": 1}"),
        notJson("hexadecimal", "{\"client_id\": 0x4, \"magasin_id\": 1}"),
        notJson("leading zero", "{\"client_id\": 04, \"magasin_id\": 1}"),
        notJson("leading plus", "{\"client_id\": +4, \"magasin_id\": 1}"),
        notJson("block comment", "{\"client_id\": 4, /* x */ \"magasin_id\": 1}"),
        notJson("line comment", "// x\n" + SOUND),
        notJson("single quotes", SOUND.replace('"', '\'')),
        notJson("unquoted names", "{client_id: 4, magasin_id: 1}"),
        notJson("a form", "client_id=4&magasin_id=1"),
        notJson("XML", "<commande><client_id>4</client_id></commande>"),
        notJson("10000 brackets", "[".repeat(10_000)),
        notJson("1000 nested objects", "{\"client_id\":".repeat(1_000) + "4"),
        notJson("a NUL in a string", "{\"client_id\": \"\0\", \"magasin_id\": 1}"),
        notJson("a number of 2000 digits", "{\"client_id\": " + "9".repeat(2_000) + "}"),
        notJson("a byte order mark", "\uFEFF" + SOUND),
        json("17 KB", SOUND + " ".repeat(17 * 1024), 413, "content-too-large"),
        chunked("300 KB in chunks", 300_000, 413, "content-too-large"),
        chunked("an empty body in chunks", 1, 400, "malformed-json"),
        bytes(
            "a byte that is no UTF-8",
            JSON,
            "{\"client_id\": \"\u00e9\", \"magasin_id\": 1}".getBytes(StandardCharsets.ISO_8859_1),
            400,
            "malformed-json"),
        encoded("UTF-16", JSON, StandardCharsets.UTF_16, 400, "malformed-json"),
        encoded("UTF-16 without mark", JSON, StandardCharsets.UTF_16LE, 400, "malformed-json"),
        encoded("UTF-32", JSON, StandardCharsets.UTF_32, 400, "malformed-json"));
  }

  static Stream<Malformed> wrongMedia() {
    var unsupported = "unsupported-media-type";
    return Stream.of(
        headers("no content type", "", 415, unsupported),
        headers("text/plain", "Content-Type: text/plain\n", 415, unsupported),
        headers("XML type", "Content-Type: application/xml\n", 415, unsupported),
        headers(
            "a form's type", "Content-Type: application/x-www-form-urlencoded\n", 415, unsupported),
        headers("multipart", "Content-Type: multipart/form-data; boundary=x\n", 415, unsupported),
        headers("any type", "Content-Type: */*\n", 415, unsupported),
        headers("no type at all", "Content-Type: json\n", 415, unsupported),
        headers(
            "UTF-16 declared",
            "Content-Type: application/json; charset=utf-16\n",
            415,
            unsupported),
        headers(
            "Latin-1 declared",
            "Content-Type: application/json; charset=latin1\n",
            415,
            unsupported),
        headers(
            "charset unknown",
            "Content-Type: application/json; charset=klingon\n",
            415,
            unsupported),
        headers("gzip", JSON + "Content-Encoding: gzip\n", 415, unsupported),
        headers("Accept XML only", JSON + "Accept: application/xml\n", 406, "not-acceptable"),
        headers("Accept HTML only", JSON + "Accept: text/html\n", 406, "not-acceptable"),
        headers("Accept nonsense", JSON + "Accept: nonsense\n", 406, "not-acceptable"));
  }

  static Stream<Malformed> wrongKeys() {
    return Stream.of(
        key("empty key", "Idempotency-Key:"),
        key("key of blanks", "Idempotency-Key:   "),
        key("space in key", "Idempotency-Key: a b"),
        key("tab in key", "Idempotency-Key: a\tb"),
        key("key of 256", "Idempotency-Key: " + "k".repeat(256)),
        key("key not ASCII", "Idempotency-Key: cl\u00e9"),
        headers("DEL in key", JSON + "Idempotency-Key: a\u007fb\n", 400, "bad-request"),
        key("two keys", "Idempotency-Key: a\nIdempotency-Key: b"),
        key("the same key twice", "Idempotency-Key: a\nIdempotency-Key: a"));
  }

  static Stream<Malformed> wrongRoutes() {
    return Stream.of(
        route("PUT /api/commande/checkout", 405, "method-not-allowed"),
        route("DELETE /api/commande/checkout", 405, "method-not-allowed"),
        route("PATCH /api/commande/checkout", 405, "method-not-allowed"),
        route("POST /api/commande/" + ANY_ID, 405, "method-not-allowed"),
        route("GET /api/commande/" + ANY_ID + "/annulation", 405, "method-not-allowed"),
        route("POST /metrics", 405, "method-not-allowed"),
        route("BREW /api/commande/checkout", 405, "method-not-allowed"),
        route("GET /api/commande/42", 422, "invalid-fields", "id"),
        route("GET /api/commande/1-1-1-1-1", 422, "invalid-fields", "id"),
        route("GET /api/commande/" + ANY_ID + "0", 422, "invalid-fields", "id"),
        route("GET /api/commande/%7B" + ANY_ID + "%7D", 422, "invalid-fields", "id"),
        route("GET /api/commande/%00", 400, "bad-request"),
        route("GET /api/commande/nope/historique", 422, "invalid-fields", "id"),
        route("POST /api/commande/nope/annulation", 422, "invalid-fields", "id"),
        route("GET /api/commande/" + ANY_ID, 404, "unknown-order"),
        route("GET /api/commande/" + ANY_ID + "/historique", 404, "unknown-order"),
        route("POST /api/commande/" + ANY_ID + "/annulation", 404, "unknown-order"),
        route("GET /api/commande", 404, "not-found"),
        route("GET /api/commande/", 404, "not-found"),
        route("GET /nowhere", 404, "not-found"),
        route("POST /nowhere", 404, "not-found"),
        route("GET /error", 404, "not-found"),
        route("GET /api/commande/%2e%2e", 400, "bad-request"),
        route("GET /api/commande/../../etc/passwd", 400, "bad-request"),
        route("GET /api/commande/%ZZ", 400, "bad-request"),
        route("GET /api/commande/%", 400, "bad-request"),
        route("GET /api/commande/a%2Fb", 400, "bad-request"),
        route("GET /../../../etc/passwd", 400, "bad-request"),
        route("GET /api/commande/" + ANY_ID + ";x=1", 400, "bad-request"),
        route("GET /api/commande/\u00e9", 400, "bad-request"),
        route("GET /api/commande/{id}", 400, "bad-request"),
        route("GET api/commande", 400, "bad-request"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
  void aMethodThatIsNotAllowedIsToldWhichOneIs(String method) throws IOException {
    var answer = http.exchange(method + " /api/commande/checkout HTTP/1.1", new byte[0]);

    answer.expectProblem(405, "method-not-allowed");
    assertThat(answer.header("Allow")).hasValue("POST");
  }
}
