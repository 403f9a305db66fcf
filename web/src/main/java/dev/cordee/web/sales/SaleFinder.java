package dev.cordee.web.sales;

import dev.cordee.activities.sales.AppNames;
import dev.cordee.activities.sales.SaleRecord;
import dev.cordee.activities.sales.SaleRecords;
import dev.cordee.web.http.ProblemException;
import dev.cordee.workflows.sales.AppName;
import dev.cordee.workflows.sales.SaleId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Finds the sale that a path means: the one that was spawned by these very letters; else the one of
 * this app; else the only active one whose id looks alike.
 */
@Component
@Profile("api")
final class SaleFinder {
  private final SaleRecords sales;
  private final SaleWorkflows workflows;

  SaleFinder(SaleRecords sales, SaleWorkflows workflows) {
    this.sales = sales;
    this.workflows = workflows;
  }

  /**
   * The sale, which may be over, or entered by no worker yet.
   *
   * @throws ProblemException 404 when there is none, 409 when it might be one of several
   */
  SaleRecord require(String text) {
    var active = sales.active();
    var id = AppNames.id(text);
    return only(text, active.stream().filter(sale -> sale.saleId().equals(id)).toList())
        // one that has ended, or is about to be entered, is this one all the same: whoever ends it
        // once more must not end another that looks alike
        .or(() -> known(AppNames.of(id)).filter(sale -> sale.saleId().equals(id)))
        .or(() -> ofApp(text))
        .or(() -> only(text, alike(active, id)))
        .orElseThrow(() -> unknown(text));
  }

  /**
   * The sale that has this app, or had it last.
   *
   * @throws ProblemException 404 when there is none
   */
  SaleRecord require(AppName app) {
    return known(app).orElseThrow(() -> unknown(app.value()));
  }

  private Optional<SaleRecord> ofApp(String text) {
    return Stream.of(text, AppName.PREFIX + text)
        .filter(AppName::isOne)
        .flatMap(name -> known(new AppName(name)).stream())
        .findFirst();
  }

  private Optional<SaleRecord> known(AppName app) {
    var row = sales.find(app);
    return row.filter(SaleRecord::isActive)
        .or(() -> workflows.pending(app, row.map(SaleRecord::run).orElse("")))
        .or(() -> row);
  }

  private static List<SaleRecord> alike(List<SaleRecord> active, SaleId id) {
    var slug = AppNames.slug(id.value());
    return active.stream()
        .filter(sale -> !slug.isEmpty() && AppNames.slug(sale.saleId().value()).equals(slug))
        .toList();
  }

  private static Optional<SaleRecord> only(String text, List<SaleRecord> candidates) {
    if (candidates.size() > 1) {
      var names = candidates.stream().map(sale -> sale.app().value()).toList();
      throw ProblemException.of(
              HttpStatus.CONFLICT,
              "ambiguous-sale",
              "several sales might be meant by " + text + "; say which by its name: " + names)
          .with(Map.of("candidates", names));
    }
    return candidates.stream().findFirst();
  }

  private static ProblemException unknown(String text) {
    return ProblemException.of(
        HttpStatus.NOT_FOUND, "unknown-sale", "there is no sale " + text + ", and none is known");
  }
}
