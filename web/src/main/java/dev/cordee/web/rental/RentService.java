package dev.cordee.web.rental;

import dev.cordee.activities.rental.NoticeRecords;
import dev.cordee.activities.rental.RentalRecord;
import dev.cordee.activities.rental.RentalRecords;
import dev.cordee.activities.rental.TenantKeys;
import dev.cordee.web.http.IdempotencyKey;
import dev.cordee.web.http.ProblemException;
import dev.cordee.web.saga.StartedWorkflows.Started;
import dev.cordee.web.watch.RowWatch;
import dev.cordee.workflows.rental.RentalId;
import dev.cordee.workflows.rental.RentalStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Rents: starts a rental once per key, and waits until it has a node. */
@Service
@Profile("api")
final class RentService {

  /**
   * What there is to say when the wait is over.
   *
   * @param rental empty when no worker has entered it yet
   * @param settled whether it has a node, or will have none
   * @param privateKey made for it by this very call; to be told now or never
   */
  record Answer(
      RentalId id, Optional<RentalRecord> rental, boolean settled, Optional<String> privateKey) {}

  /**
   * A rental that runs, or did.
   *
   * @param since what failed before belongs to an earlier try
   */
  private record Begun(Instant since, Optional<String> privateKey) {}

  /** The least that two times of the database differ by. */
  private static final Duration TICK = Duration.of(1, ChronoUnit.MICROS);

  private final RentalRecords rentals;
  private final NoticeRecords notices;
  private final RentalWorkflows workflows;
  private final RowWatch<RentalId, RentalRecord> watch;
  private final Duration wait;
  private final TenantKeys keys = new TenantKeys();

  RentService(
      RentalRecords rentals,
      NoticeRecords notices,
      RentalWorkflows workflows,
      RowWatch<RentalId, RentalRecord> watch,
      RentalApiSettings settings) {
    this.rentals = rentals;
    this.notices = notices;
    this.workflows = workflows;
    this.watch = watch;
    this.wait = settings.waitLimit();
  }

  /** Rents, unless the key has rented, and waits for a node if so wanted. */
  Answer rent(Wish wish, Optional<IdempotencyKey> key, boolean async) {
    var id = RentalIds.of(key);
    // the tables remember a key longer than the server does
    var earlier = key.isPresent() ? rentals.find(id) : Optional.<RentalRecord>empty();
    earlier.ifPresent(known -> requireSame(wish, known));
    var begun =
        earlier.filter(known -> known.status() != RentalStatus.FAILED).isPresent()
            ? new Begun(Instant.MIN, Optional.empty())
            : begin(id, wish, key.isPresent(), earlier);
    return await(id, begun, async ? Duration.ZERO : wait.plus(wish.patience()));
  }

  private Begun begin(RentalId id, Wish wish, boolean mayBeARepeat, Optional<RentalRecord> failed) {
    wish.notifyUrl().ifPresent(url -> notices.keep(id, url));
    if (mayBeARepeat) {
      agreeOnNotices(id, wish);
    }
    // what failed up to here is not this try; from the start on nothing may stand between a key
    // that was made and whom it was made for
    var since =
        failed.flatMap(RentalRecord::endedAt).map(end -> end.plus(TICK)).orElse(Instant.MIN);
    if (wish.publicKey().isPresent()) {
      return workflows.start(id, wish.request(wish.publicKey().get()))
          ? new Begun(since, Optional.empty())
          : repeated(id, wish);
    }
    try (var pair = keys.generate(id.workflowId())) {
      return workflows.start(id, wish.request(pair.publicKey()))
          ? new Begun(since, Optional.of(pair.privateKey()))
          : repeated(id, wish);
    }
  }

  /** What is kept of a start that never was gives way. */
  private void agreeOnNotices(RentalId id, Wish wish) {
    if (!notices.url(id).equals(wish.notifyUrl())) {
      require(workflows.started(id).isEmpty());
      notices.replace(id, wish.notifyUrl());
    }
  }

  private Begun repeated(RentalId id, Wish wish) {
    var running = workflows.started(id);
    running.ifPresent(other -> require(wish.isThatOf(other.request())));
    require(notices.url(id).equals(wish.notifyUrl()));
    return new Begun(running.map(Started::at).orElse(Instant.MIN), Optional.empty());
  }

  private void requireSame(Wish wish, RentalRecord known) {
    require(
        workflows
            .started(known.id())
            .map(started -> wish.isThatOf(started.request()))
            .orElseGet(() -> wish.isThatOf(known.clientId(), known.publicKey())));
    require(notices.url(known.id()).equals(wish.notifyUrl()));
  }

  private static void require(boolean same) {
    if (!same) {
      throw ProblemException.of(
          HttpStatus.CONFLICT,
          "idempotency-key-reused",
          IdempotencyKey.HEADER + ": was used before, with another body");
    }
  }

  private Answer await(RentalId id, Begun begun, Duration limit) {
    var settled =
        limit.isZero()
            ? Optional.<RentalRecord>empty()
            : watch.await(id, rental -> isSettled(rental, begun.since()), limit);
    var rental = settled.isPresent() ? settled : find(id);
    return new Answer(
        id,
        rental,
        rental.filter(known -> isSettled(known, begun.since())).isPresent(),
        begun.privateKey());
  }

  private Optional<RentalRecord> find(RentalId id) {
    try {
      return rentals.find(id);
    } catch (DataAccessException databaseDown) {
      // it was started, so it goes on; where it stands can be looked up later
      return Optional.empty();
    }
  }

  private static boolean isSettled(RentalRecord rental, Instant since) {
    return switch (rental.status()) {
      case PROVISIONING, MIGRATING, EN_PANNE -> false;
      case ACTIVE, RELEASING, RELEASED -> true;
      case FAILED -> !isOfAnEarlierTry(rental, since);
    };
  }

  private static boolean isOfAnEarlierTry(RentalRecord rental, Instant since) {
    return rental.requestedAt().isBefore(since)
        && rental.endedAt().filter(ended -> ended.isBefore(since)).isPresent();
  }
}
