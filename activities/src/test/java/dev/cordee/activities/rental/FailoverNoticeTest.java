package dev.cordee.activities.rental;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cordee.activities.fleet.AuditEntry;
import dev.cordee.activities.fleet.AuditTrail;
import dev.cordee.activities.saga.JournalDatabase;
import dev.cordee.workflows.rental.RentalId;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A tenant's service is told of a move: so that it can trust it, and so that we are no tool. */
class FailoverNoticeTest {
  private static final String SECRET = "known to both of us";
  private static final JsonMapper JSON = new JsonMapper();

  private final JdbcClient jdbc = JdbcClient.create(JournalDatabase.pool());
  private final NoticeRecords notices = new NoticeRecords(jdbc);
  private final AuditTrail audit = new AuditTrail(jdbc);
  private final RentalId rental = new RentalId(UUID.randomUUID());
  private final FailoverNotice sender = sender("127.0.0.1");
  private TenantService service;

  private FailoverNotice sender(String... networks) {
    return new FailoverNotice(
        notices,
        audit,
        new NotifyTargets(List.of(networks).stream().map(Network::parse).toList()),
        SECRET);
  }

  @BeforeEach
  void start() throws IOException {
    service = TenantService.start();
    moved();
  }

  @AfterEach
  void stop() {
    service.close();
    sender.close();
    // other tests count what is in the tables
    jdbc.sql(
            """
            WITH stays AS (DELETE FROM placement WHERE rental_id = ? RETURNING node_id)
            DELETE FROM node WHERE id IN (SELECT node_id FROM stays)
            """)
        .param(rental.value())
        .update();
    jdbc.sql("DELETE FROM rental WHERE id = ?").param(rental.value()).update();
  }

  /** A rental that was on one node, and is on another. */
  private void moved() {
    jdbc.sql(
            """
            INSERT INTO rental (id, client_id, status, reason, username, public_key, epoch,
                                requested_at, lease_end_at)
            VALUES (?, 'alice', 'ACTIVE', 'on its node', 'talice', 'ssh-ed25519 AAAA', 2, now(),
                    now() + interval '1 hour')
            """)
        .param(rental.value())
        .update();
    stay(1, "left_at");
    stay(2, "active_at");
  }

  private void stay(int epoch, String since) {
    var node =
        jdbc.sql(
                """
                INSERT INTO node (origin, host, port, host_key, failure_domain, status)
                VALUES ('static', ?, 2222, 'ssh-ed25519 KEY', 'rack-1', 'ALIVE')
                RETURNING id
                """)
            .param("node-" + UUID.randomUUID())
            .query(Long.class)
            .single();
    jdbc.sql(
            """
            INSERT INTO placement (rental_id, epoch, node_id, why, active_at, left_at)
            VALUES (?, ?, ?, 'its node is dead', now(), CASE WHEN ? = 'left_at' THEN now() END)
            """)
        .params(rental.value(), epoch, node, since)
        .update();
  }

  private JsonNode sent(int index) throws IOException {
    return JSON.readTree(service.notices().get(index).body());
  }

  private List<String> audited() {
    return audit.ofRental(rental.value(), 10).stream().map(AuditEntry::event).toList();
  }

  @Test
  void whoLeftNoAddressIsToldNothing() {
    sender.send(rental, 2);

    assertThat(service.notices()).isEmpty();
    assertThat(audited()).isEmpty();
  }

  @Test
  void theMoveIsToldAndSigned() throws Exception {
    notices.keep(rental, service.url("/hook?token=s3cret"));

    sender.send(rental, 2);

    var notice = service.notices().getFirst();
    assertThat(notice.path()).isEqualTo("/hook?token=s3cret");
    var body = sent(0);
    assertThat(body.path("event").asText()).isEqualTo("failover");
    assertThat(body.path("rental_id").asText()).isEqualTo(rental.toString());
    assertThat(body.path("epoch").asInt()).isEqualTo(2);
    assertThat(body.path("status").asText()).isEqualTo("ACTIVE");
    assertThat(body.path("host").asText()).startsWith("node-");
    assertThat(body.path("port").asInt()).isEqualTo(2222);
    assertThat(body.path("username").asText()).isEqualTo("talice");
    assertThat(body.path("known_hosts").asText()).endsWith("]:2222 ssh-ed25519 KEY");
    assertThat(body.path("why").asText()).isEqualTo("its node is dead");
    assertThat(body.path("data_restored").asBoolean(true)).isFalse();
    assertThat(Instant.parse(body.path("at").asText()))
        .isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    assertThat(Long.parseLong(notice.timestamp()))
        .isCloseTo(Instant.now().getEpochSecond(), within(60L));
    assertThat(notice.signature()).isEqualTo("sha256=" + hmac(notice));
    assertThat(audited()).containsExactly("notified");
  }

  private static String hmac(TenantService.Notice notice) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    var text = notice.timestamp() + "." + new String(notice.body(), StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void whatWasNotTakenIsSentAgainUnderTheSameName() throws IOException {
    notices.keep(rental, service.url("/hook?token=s3cret"));
    service.answers(500);

    assertThatThrownBy(() -> sender.send(rental, 2))
        .isInstanceOfSatisfying(
            ApplicationFailure.class, failure -> assertThat(failure.isNonRetryable()).isFalse())
        .hasMessageContaining("answered 500")
        .hasMessageNotContaining("s3cret");
    assertThat(audited()).isEmpty();
    sender.send(rental, 2);

    assertThat(sent(1).path("delivery_id")).isEqualTo(sent(0).path("delivery_id"));
    assertThat(sent(1).path("delivery_id").asText()).isNotEmpty();
    assertThat(audited()).containsExactly("notified");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void aRedirectIsNotFollowed(int code) {
    notices.keep(rental, service.url("/hook"));
    service.answers(code);

    assertThatThrownBy(() -> sender.send(rental, 2)).hasMessageContaining("answered " + code);

    assertThat(service.notices()).extracting(TenantService.Notice::path).containsExactly("/hook");
  }

  @Test
  void aServiceThatWantsNoMoreIsLeftAlone() {
    notices.keep(rental, service.url("/hook"));
    service.answers(410);

    sender.send(rental, 2);

    assertThat(audited()).containsExactly("notice-refused");
  }

  @Test
  void aPrivateAddressIsNotCalled() {
    notices.keep(rental, service.url("/hook").replace("http://127.0.0.1", "https://localhost"));
    try (var strict = sender()) {
      assertThatThrownBy(() -> strict.send(rental, 2))
          .isInstanceOfSatisfying(
              ApplicationFailure.class, failure -> assertThat(failure.isNonRetryable()).isTrue())
          .hasMessageContaining("not public");
    }

    assertThat(service.notices()).isEmpty();
    assertThat(audited()).containsExactly("notice-refused");
  }

  @Test
  void aMoveThatIsPastIsNotTold() {
    notices.keep(rental, service.url("/hook"));

    sender.send(rental, 1);

    assertThat(service.notices()).isEmpty();
  }

  @Test
  void aServiceThatIsNotThereIsTriedAgain() {
    notices.keep(rental, service.url("/hook"));
    service.close();

    assertThatThrownBy(() -> sender.send(rental, 2))
        .isInstanceOfSatisfying(
            ApplicationFailure.class, failure -> assertThat(failure.isNonRetryable()).isFalse())
        .hasMessageContaining("ConnectException");
  }

  @Test
  void aServiceThatNeverAnswersIsNotWaitedFor() throws IOException {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      notices.keep(rental, "http://127.0.0.1:" + silent.getLocalPort() + "/hook");
      var began = Instant.now();

      assertThatThrownBy(() -> sender.send(rental, 2)).hasMessageContaining("SocketTimeout");

      assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(8));
    }
  }

  @Test
  void anAddressIsReplacedOrTakenBack() {
    notices.keep(rental, "https://one.example");
    notices.keep(rental, "https://two.example");
    assertThat(notices.url(rental)).hasValue("https://one.example");

    notices.replace(rental, Optional.of("https://two.example"));
    assertThat(notices.url(rental)).hasValue("https://two.example");
    notices.replace(rental, Optional.empty());
    assertThat(notices.url(rental)).isEmpty();
  }
}
