package dev.cordee.sandbox.azure;

import dev.cordee.sandbox.http.Request;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The URLs by which operations are asked for: long, signed, of limited life, and never the same
 * twice. One that comes back changed is refused.
 */
final class OperationUrls {
  /** As long as Azure keeps its operations going. */
  static final Duration LIFE = Operation.DEADLINE.plusMinutes(15);

  /** So long that the whole URL has the 2.6 kB of Azure's. */
  private static final int CERTIFICATE_BYTES = 1700;

  private final Account account;
  private final Clock clock;
  private final Seal seal;
  private final String certificate;
  private final AtomicLong issued = new AtomicLong();

  OperationUrls(Account account, Clock clock, Seal seal) {
    this.account = account;
    this.clock = clock;
    this.seal = seal;
    this.certificate = seal.padding(CERTIFICATE_BYTES);
  }

  /** For {@code Azure-AsyncOperation}: tells the status. */
  String status(String address, Operation operation) {
    return address + statusId(operation) + query(operation, "&azureAsyncOperation=true");
  }

  /** For {@code Location}: tells the result. */
  String result(String address, Operation operation) {
    return address + path("containerappOperationResults", operation) + query(operation, "");
  }

  String statusId(Operation operation) {
    return path("containerappOperationStatuses", operation);
  }

  /** Refuses a URL that was not given out so, or too long ago. */
  void check(Request request) {
    String id = request.parameter("id");
    String time = Objects.requireNonNullElse(request.query("t"), "");
    boolean intact =
        certificate.equals(request.query("c"))
            && signature(id, time).equals(request.query("s"))
            && signature(time, id).equals(request.query("h"));
    if (!intact) {
      throw new ArmError(
          403, "AuthorizationFailed", "The signature of the operation's URL is not valid.");
    }
    Instant given = Instant.ofEpochMilli(Long.parseLong(time.substring(0, time.indexOf('.'))));
    if (clock.instant().isAfter(given.plus(LIFE))) {
      throw unknown(id);
    }
  }

  static ArmError unknown(String id) {
    return new ArmError(404, "OperationNotFound", "The operation '" + id + "' was not found.");
  }

  private String path(String kind, Operation operation) {
    return "/subscriptions/%s/providers/Microsoft.App/locations/%s/%s/%s"
        .formatted(account.subscription(), account.location(), kind, operation.id());
  }

  private String query(Operation operation, String more) {
    String time = clock.instant().toEpochMilli() + "." + issued.incrementAndGet();
    return "?api-version=%s%s&t=%s&c=%s&s=%s&h=%s"
        .formatted(
            Arm.API_VERSION,
            more,
            time,
            certificate,
            signature(operation.id(), time),
            signature(time, operation.id()));
  }

  private String signature(String first, String second) {
    return seal.of(first + "|" + second);
  }
}
