package dev.cordee.web.saga;

import dev.cordee.activities.saga.SagaRecord;
import dev.cordee.web.access.Caller;
import dev.cordee.web.http.IdempotencyKey;
import dev.cordee.web.http.ProblemException;
import dev.cordee.web.saga.StartedWorkflows.Started;
import dev.cordee.workflows.saga.SagaId;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;

/**
 * Sagas of one kind as clients see them: started once per key, waited for, looked up, cancelled.
 *
 * @param <Q> what a client asks for
 * @param <R> how it ended
 */
public final class SagaClient<Q, R> {

  private final SagaClients parts;
  private final SagaType<Q, R> type;
  private final Duration wait;

  SagaClient(SagaClients parts, SagaType<Q, R> type, Duration wait) {
    this.parts = parts;
    this.type = type;
    this.wait = wait;
  }

  /**
   * Starts a saga, unless this caller's key has started one, and waits for its end if so wanted.
   */
  public SagaAnswer<R> submit(
      Caller caller, Q request, Optional<IdempotencyKey> sent, boolean async) {
    var key = caller.own(sent);
    var id =
        key.map(k -> SagaId.ofKey(type.name(), k.value()))
            .orElseGet(() -> new SagaId(UUID.randomUUID()));
    // the journal remembers a key longer than the server does
    var earlier = key.isPresent() ? find(id) : Optional.<SagaRecord>empty();
    if (earlier.isPresent()) {
      requireSame(request, type.request(earlier.get()));
    } else if (!starts(caller, id, request)) {
      started(id).ifPresent(started -> requireSame(request, started.request()));
    }
    return earlier.flatMap(this::known).orElseGet(() -> await(id, async));
  }

  private boolean starts(Caller caller, SagaId id, Q request) {
    // before there is one: no moment may pass in which it is nobody's
    parts.owners().keep(id, caller);
    return parts.starter().start(type, id, request, wait);
  }

  /** Whether a caller may see and change a saga, if there is one. */
  public boolean isOpenTo(Caller caller, SagaId id) {
    return parts.owners().mayUse(caller, id);
  }

  /** What needs no waiting for. */
  private Optional<SagaAnswer<R>> known(SagaRecord saga) {
    return saga.needsRepair()
        ? Optional.of(new SagaAnswer.Parked<>(saga))
        : type.result(saga).map(SagaAnswer.Ended::new);
  }

  private static void requireSame(Object now, Object earlier) {
    if (!now.equals(earlier)) {
      throw ProblemException.of(
          HttpStatus.CONFLICT,
          "idempotency-key-reused",
          IdempotencyKey.HEADER + ": was used before, with another body");
    }
  }

  /** Waits for a saga's end if so wanted. */
  public SagaAnswer<R> await(SagaId id, boolean async) {
    return parts.waiting().await(type, id, async ? Duration.ZERO : wait);
  }

  /** A saga as its journal holds it; empty before a worker has looked at it. */
  public Optional<SagaRecord> find(SagaId id) {
    return parts.journal().find(type.name(), id);
  }

  /** What a saga was started with; empty when no saga of this kind and id was. */
  public Optional<Started<Q>> started(SagaId id) {
    return parts.starter().find(type, id, wait);
  }

  /**
   * Asks a saga to go back.
   *
   * @return false when it had ended
   */
  public boolean cancel(SagaId id) {
    return parts.cancelling().request(id, wait);
  }
}
