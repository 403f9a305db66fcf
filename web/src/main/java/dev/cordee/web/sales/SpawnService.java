package dev.cordee.web.sales;

import dev.cordee.activities.sales.AppNames;
import dev.cordee.activities.sales.SaleRecord;
import dev.cordee.activities.sales.SaleRecords;
import dev.cordee.web.http.ProblemException;
import dev.cordee.web.sales.SaleWorkflows.Run;
import dev.cordee.web.watch.RowWatch;
import dev.cordee.workflows.sales.AppName;
import dev.cordee.workflows.sales.SaleId;
import dev.cordee.workflows.sales.SaleRequest;
import dev.cordee.workflows.sales.SaleState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;

/** Spawns sales: starts one workflow for each, and waits until its engine answers. */
@Service
@Profile("api")
final class SpawnService {

  /** A workflow ends within milliseconds of its last word in the table. */
  private static final Duration CLOSING = Duration.ofMillis(100);

  /** Even who does not wait has it begun, if the one before is about to close. */
  private static final Duration BEGINNING = Duration.ofSeconds(2);

  /**
   * What there is to say when the wait is over.
   *
   * @param standing whether its engine answers, or did
   * @param begun whether this very call began it
   */
  record Answer(SaleRecord sale, boolean standing, boolean begun) {}

  private final SaleRecords sales;
  private final SaleWorkflows workflows;
  private final RowWatch<AppName, SaleRecord> watch;
  private final Duration wait;

  SpawnService(
      SaleRecords sales,
      SaleWorkflows workflows,
      RowWatch<AppName, SaleRecord> watch,
      SalesSettings settings) {
    this.sales = sales;
    this.workflows = workflows;
    this.watch = watch;
    this.wait = settings.waitLimit();
  }

  /**
   * Has a sale live, and waits for that if so wanted.
   *
   * @throws ProblemException when there is no such sale in the end, and will be none
   */
  Answer spawn(SaleId id, Optional<Duration> ttl, boolean async) {
    var app = AppNames.of(id);
    var known = sales.find(app);
    var active = known.filter(SaleRecord::isActive);
    active.ifPresent(sale -> requireSpawnable(sale, id));
    if (active.filter(SpawnService::stands).isPresent()) {
      return new Answer(active.get(), /* standing= */ true, /* begun= */ false);
    }
    var end = Instant.now().plus(async ? Duration.ZERO : wait);
    var over = known.filter(sale -> !sale.isActive()).map(SaleRecord::run).orElse("");
    return begin(app, SaleRequest.spawn(id, ttl), over, end);
  }

  private static void requireSpawnable(SaleRecord sale, SaleId id) {
    if (!sale.saleId().equals(id)) {
      throw SaleProblems.nameTaken(sale);
    }
    var ending = sale.state() == SaleState.STOPPING || sale.state() == SaleState.FAILED;
    if (ending && sale.orphanSince().isEmpty()) {
      throw SaleProblems.ending(sale);
    }
  }

  /** And somebody looks after it. */
  private static boolean stands(SaleRecord sale) {
    return answered(sale) && !sale.run().isEmpty() && sale.orphanSince().isEmpty();
  }

  private static boolean answered(SaleRecord sale) {
    return sale.state() == SaleState.LIVE || sale.state() == SaleState.DEGRADED;
  }

  /**
   * Starts it, or joins whoever did.
   *
   * @param over a run that is known to have ended, and may be about to close
   */
  private Answer begin(AppName app, SaleRequest request, String over, Instant end) {
    var begunAt = Instant.now();
    var lastStart = begunAt.plus(BEGINNING);
    while (true) {
      var run = workflows.start(app, request);
      var sale = settled(app, request.saleId(), run, left(end));
      if (run.begun() || !isOver(sale, run, over) || Instant.now().isAfter(lastStart)) {
        return answer(
            sale.orElseGet(() -> Accepted.sale(app, run.id(), request, begunAt)), request, run);
      }
      over = run.id();
      watch.await(app, row -> !row.run().equals(run.id()), CLOSING);
    }
  }

  /** Joined too late: what was joined was over, and is to be begun anew. */
  private static boolean isOver(Optional<SaleRecord> sale, Run run, String over) {
    return run.id().equals(over)
        || sale.filter(row -> row.state() == SaleState.STOPPED).isPresent();
  }

  private static Duration left(Instant end) {
    var left = Duration.between(Instant.now(), end);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private Optional<SaleRecord> settled(AppName app, SaleId id, Run run, Duration limit) {
    var settled =
        limit.isZero()
            ? Optional.<SaleRecord>empty()
            : watch.await(app, sale -> isSettled(sale, id, run), limit);
    return settled.or(() -> find(app).filter(sale -> concerns(sale, id, run)));
  }

  private Optional<SaleRecord> find(AppName app) {
    try {
      return sales.find(app);
    } catch (DataAccessException databaseDown) {
      // it was started, so it goes on; where it stands can be looked up later
      return Optional.empty();
    }
  }

  private static boolean isSettled(SaleRecord sale, SaleId id, Run run) {
    return concerns(sale, id, run)
        && switch (sale.state()) {
          case STARTING -> !sale.saleId().equals(id);
          case LIVE, DEGRADED, STOPPING, STOPPED -> true;
          case FAILED -> !sale.isActive();
        };
  }

  /** It is this one; or another's, of which this one cannot have the name. */
  private static boolean concerns(SaleRecord sale, SaleId id, Run run) {
    return sale.run().equals(run.id()) || (sale.isActive() && !sale.saleId().equals(id));
  }

  private static Answer answer(SaleRecord sale, SaleRequest request, Run run) {
    if (!sale.saleId().equals(request.saleId())) {
      throw SaleProblems.nameTaken(sale);
    }
    return switch (sale.state()) {
      case STARTING, LIVE, DEGRADED -> new Answer(sale, answered(sale), run.begun());
      case STOPPING, STOPPED -> throw SaleProblems.ending(sale);
      case FAILED -> throw SaleProblems.failed(sale);
    };
  }
}
