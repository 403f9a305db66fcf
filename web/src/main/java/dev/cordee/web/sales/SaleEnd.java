package dev.cordee.web.sales;

import dev.cordee.activities.sales.SaleRecord;
import dev.cordee.activities.sales.SaleRecords;
import dev.cordee.web.http.ProblemException;
import dev.cordee.web.watch.RowWatch;
import dev.cordee.workflows.sales.AppName;
import dev.cordee.workflows.sales.SaleRequest;
import dev.cordee.workflows.sales.SaleRequest.Origin;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Ends sales before their time. */
@Component
@Profile("api")
final class SaleEnd {
  private static final String WHY = "somebody ended it";

  /** A workflow may end just as it is told to, and another one begin. */
  private static final int TRIES = 3;

  private final SaleRecords sales;
  private final SaleWorkflows workflows;
  private final RowWatch<AppName, SaleRecord> watch;
  private final Duration wait;

  SaleEnd(
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
   * Ends a sale, and waits until nothing of it is left if so wanted, but not for ever.
   *
   * @return how it stands; if it is not over, it will be
   */
  SaleRecord end(SaleRecord sale, boolean async) {
    if (!sale.isActive()) {
      return sale;
    }
    var app = sale.app();
    // the row may still tell of the one before
    var before = sales.find(app).filter(row -> !row.isActive()).map(SaleRecord::run);
    ask(sale);
    var over =
        watch.await(
            app,
            row -> !row.isActive() && !before.equals(Optional.of(row.run())),
            async ? Duration.ZERO : wait);
    return over.or(() -> sales.find(app).filter(SaleRecord::isActive)).orElse(sale);
  }

  private void ask(SaleRecord sale) {
    for (var tries = 0; tries < TRIES; tries++) {
      if (workflows.stop(sale.app(), WHY)
          || sales.find(sale.app()).filter(row -> !row.isActive()).isPresent()
          || workflows.start(sale.app(), leftOver(sale)).begun()) {
        return;
      }
    }
    throw ProblemException.unavailable(
        "the sale's workflow begins and ends all the time; try again", Duration.ofSeconds(1));
  }

  /** Nobody looks after it, and somebody has to, if only to remove it. */
  private static SaleRequest leftOver(SaleRecord sale) {
    return SaleRequest.found(sale.saleId(), Origin.LEFT_OVER, sale.expiresAt());
  }
}
