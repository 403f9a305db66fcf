package dev.cordee.activities.sales;

import dev.cordee.workflows.sales.AppName;
import dev.cordee.workflows.sales.SaleActivities.Opened;
import dev.cordee.workflows.sales.SaleFailure;
import dev.cordee.workflows.sales.SaleRequest;
import dev.cordee.workflows.sales.SaleRequest.Origin;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets sales in: no more than may be, and no two by one name. */
public final class SaleEntry {

  /** A list is read as soon as a worker runs. */
  private static final Duration UNTIL_LISTED = Duration.ofSeconds(1);

  private final SaleRules rules;
  private final SaleRepository sales;
  private final SaleRecords records;
  private final TransactionTemplate transactions;

  public SaleEntry(
      SaleRules rules,
      SaleRepository sales,
      SaleRecords records,
      TransactionTemplate transactions) {
    this.rules = rules;
    this.sales = sales;
    this.records = records;
    this.transactions = transactions;
  }

  /** Enters a sale for a run of its workflow, which may have entered it already. */
  Opened open(AppName app, String run, SaleRequest request, Instant at) {
    requireName(app, request);
    var full = transactions.execute(_ -> enter(app, run, request, at));
    if (Boolean.TRUE.equals(full)) {
      throw ApplicationFailure.newNonRetryableFailure(quota(), SaleFailure.QUOTA.name());
    }
    return new Opened(
        records.find(app).flatMap(SaleRecord::expiresAt),
        rules.liveWithin(),
        rules.warning(),
        rules.maxTtl());
  }

  private String quota() {
    return "there are " + rules.maxActive() + " sales already, which is as many as may be";
  }

  /** One that is started by hand may have any id; found apps have the name they have. */
  private static void requireName(AppName app, SaleRequest request) {
    var own = AppNames.of(request.saleId());
    if (request.origin() == Origin.SPAWNED && !own.equals(app)) {
      throw ApplicationFailure.newNonRetryableFailure(
          "the workflow of sale %s is %s, not %s"
              .formatted(request.saleId(), own.workflowId(), app.workflowId()),
          SaleFailure.NAME_TAKEN.name());
    }
  }

  /** Returns whether there are too many. */
  private boolean enter(AppName app, String run, SaleRequest request, Instant at) {
    sales.lockCount();
    var known = records.find(app);
    var active = known.filter(SaleRecord::isActive);
    if (known.filter(sale -> sale.run().equals(run) && isEntered(sale)).isPresent()) {
      // by an attempt before this one
      return known.get().failure() == SaleFailure.QUOTA;
    }
    if (active.isPresent()) {
      requireSame(active.get(), request);
      sales.takeOver(app, run, request, end(request, at));
      return false;
    }
    var spawned = request.origin() == Origin.SPAWNED;
    if (spawned) {
      requireList();
    }
    if (spawned && sales.countActive() >= rules.maxActive()) {
      sales.refuse(app, run, request, at, quota());
      return true;
    }
    sales.enter(app, run, request, at, end(request, at));
    return false;
  }

  /** One that has ended otherwise is begun again, as when its workflow was reset. */
  private static boolean isEntered(SaleRecord sale) {
    return sale.isActive() || sale.failure() == SaleFailure.QUOTA;
  }

  private static void requireSame(SaleRecord active, SaleRequest request) {
    if (request.origin() == Origin.SPAWNED && !active.saleId().equals(request.saleId())) {
      throw ApplicationFailure.newNonRetryableFailure(
          "app " + active.app() + " is the engine of sale " + active.saleId(),
          SaleFailure.NAME_TAKEN.name());
    }
  }

  /** Before it is known what there is, nobody can say whether one more may be. */
  private void requireList() {
    var census = records.census();
    if (census.flatMap(CensusRecord::listedAt).isEmpty()) {
      throw ApplicationFailure.newBuilder()
          .setMessage(
              "the list of apps has not been read from Azure yet"
                  + census.flatMap(CensusRecord::trouble).map(why -> ": " + why).orElse(""))
          .setType("NotListed")
          .setCategory(ApplicationErrorCategory.BENIGN)
          .setNextRetryDelay(UNTIL_LISTED)
          .build();
    }
  }

  private Optional<Instant> end(SaleRequest request, Instant at) {
    return switch (request.origin()) {
      case SPAWNED -> Optional.of(at.plus(request.ttl().orElse(rules.defaultTtl())));
      case ADOPTED, REBUILT, LEFT_OVER -> request.expiresAt();
    };
  }
}
