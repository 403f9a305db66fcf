package dev.cordee.activities.rental;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cordee.activities.fleet.AuditTrail;
import dev.cordee.activities.rental.NoticeRecords.Move;
import dev.cordee.workflows.rental.RentalId;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Tells a tenant's own service that its rental has moved to another node. Neither the address nor
 * what it answers is logged: both are the tenant's.
 */
public final class FailoverNotice implements AutoCloseable {

  /** Why a notice is not sent again. */
  public static final String REFUSED = "NoticeRefused";

  /** Why it will be. */
  public static final String NOT_TAKEN = "NoticeNotTaken";

  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** Looking a name up has no time-out of its own; most names take none of this. */
  private static final Duration ALL = LIMIT.plusSeconds(5);

  private static final int OK = 200;
  private static final int MULTIPLE_CHOICES = 300;
  private static final int GONE = 410;

  private final NoticeRecords notices;
  private final AuditTrail audit;
  private final NotifyTargets targets;
  private final String secret;
  private final CheckedPost post;
  private final JsonMapper json = new JsonMapper();

  /** Of the platform: a lookup blocks its thread, and a virtual thread's carrier with it. */
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(
          Thread.ofPlatform().daemon().name("failover-notice-", 0).factory());

  /**
   * @param secret of the signature; without one nothing is sent
   */
  public FailoverNotice(
      NoticeRecords notices, AuditTrail audit, NotifyTargets targets, String secret) {
    this(notices, audit, targets, secret, (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  FailoverNotice(
      NoticeRecords notices,
      AuditTrail audit,
      NotifyTargets targets,
      String secret,
      SSLSocketFactory tls) {
    this.notices = notices;
    this.audit = audit;
    this.targets = targets;
    this.secret = secret;
    this.post = new CheckedPost(tls);
  }

  /**
   * Tells of the move, if anybody wants to know and it has not moved on since.
   *
   * @throws ApplicationFailure when the service did not take it, or must not be called
   */
  public void send(RentalId rental, int epoch) {
    notices.move(rental, epoch).ifPresent(this::send);
  }

  private void send(Move move) {
    if (secret.isEmpty()) {
      throw refused(move, "cannot be signed for: cordee.rental.webhook-secret is not set");
    }
    var body = body(move);
    var code = answer(move, body);
    if (code >= OK && code < MULTIPLE_CHOICES) {
      note(move, "notified", "the tenant's service was told of the move");
    } else if (code == GONE) {
      note(move, "notice-refused", "the tenant's service answered 410: it wants no notices");
    } else {
      throw notTaken(move, "the tenant's service answered " + code, null);
    }
  }

  private int answer(Move move, byte[] body) {
    var sent = threads.submit(() -> call(NotifyTargets.url(move.url()), body));
    try {
      return sent.get(ALL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RefusedTargetException refused
          ? refused(move, refused.getMessage())
          : notTaken(move, "the tenant's service could not be told", e.getCause());
    } catch (TimeoutException e) {
      sent.cancel(true);
      throw notTaken(move, "the tenant's service could not be told", e);
    } catch (InterruptedException e) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      throw notTaken(move, "this worker was stopped before an answer", null);
    }
  }

  private int call(URI url, byte[] body) throws IOException {
    var addresses = targets.resolve(url);
    var timestamp = Long.toString(Instant.now().getEpochSecond());
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "cordee");
    headers.put("Cordee-Timestamp", timestamp);
    headers.put("Cordee-Signature", new Signature(secret).of(timestamp, body));
    return post.send(url, addresses, headers, body, LIMIT);
  }

  private byte[] body(Move move) {
    var delivery = "failover:" + move.rental() + ":" + move.epoch();
    var members = new LinkedHashMap<String, Object>();
    members.put("event", "failover");
    // the same for every attempt: who gets one twice can tell
    members.put(
        "delivery_id",
        UUID.nameUUIDFromBytes(delivery.getBytes(StandardCharsets.UTF_8)).toString());
    members.put("rental_id", move.rental().toString());
    members.put("epoch", move.epoch());
    members.put("status", move.status().name());
    members.put("node_id", move.node().node().value());
    members.put("host", move.node().host());
    members.put("port", move.node().port());
    members.put("username", move.username());
    members.put("known_hosts", move.node().knownHostsLine());
    members.put("why", move.why());
    members.put("at", move.at().toString());
    // another node, and an empty home: what was on the old one stays there until it is cleaned
    members.put("data_restored", false);
    return bytes(members);
  }

  private byte[] bytes(Map<String, Object> members) {
    try {
      return json.writeValueAsBytes(members);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers are always JSON", e);
    }
  }

  private ApplicationFailure refused(Move move, String why) {
    note(move, "notice-refused", "the tenant's notify_url " + why);
    return ApplicationFailure.newNonRetryableFailure("notify_url " + why, REFUSED);
  }

  /** Its cause is named by kind only: its message may hold the address. */
  private static ApplicationFailure notTaken(Move move, String what, @Nullable Throwable cause) {
    var kind = cause == null ? "" : " (" + cause.getClass().getSimpleName() + ")";
    return ApplicationFailure.newFailure(
        what + kind + ", of rental " + move.rental() + " in epoch " + move.epoch(), NOT_TAKEN);
  }

  private void note(Move move, String event, String detail) {
    audit.add(move.rental().value(), event, detail + " (epoch " + move.epoch() + ")");
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
