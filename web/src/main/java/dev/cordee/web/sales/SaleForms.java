package dev.cordee.web.sales;

import dev.cordee.activities.sales.AppNames;
import dev.cordee.web.dashboard.Form;
import dev.cordee.web.dashboard.Order;
import dev.cordee.workflows.sales.AppName;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** What people fill in about sales, and what is done about it: nothing here waits for Azure. */
@Component
@Profile("api")
final class SaleForms {
  private static final String SALE_ID = "saleId";
  private static final String TTL = "ttl_minutes";

  /** Of an id that is refused, as far as the records show it. */
  private static final int SHOWN = 100;

  private final SaleCensus census;
  private final SaleFinder finder;
  private final SpawnService spawns;
  private final SaleExtension extension;
  private final SaleEnd end;
  private final Minutes minutes;

  SaleForms(
      SaleCensus census,
      SaleFinder finder,
      SpawnService spawns,
      SaleExtension extension,
      SaleEnd end,
      SalesSettings settings) {
    this.census = census;
    this.finder = finder;
    this.spawns = spawns;
    this.extension = extension;
    this.end = end;
    this.minutes = new Minutes(settings.maxTtl());
  }

  /** Leads to the list, which shows what becomes of it: a sale that is refused has no page. */
  Order spawning(Map<String, String> fields) {
    var id = given(fields);
    var subject =
        AppNames.objection(id).isEmpty() ? AppNames.of(AppNames.id(id)).value() : shown(id);
    return new Order("sale.spawn", subject, SalePages.PATH, "");
  }

  /** As much of it as a record can hold. */
  private static String shown(String id) {
    return id.substring(0, Math.min(id.length(), SHOWN)).replaceAll("\\p{Cntrl}", "?");
  }

  static Order order(String action, AppName app, Map<String, String> fields) {
    var reason = new Form(fields).optionalReason();
    return new Order(action, app.value(), SalePages.PATH + "/" + app, reason);
  }

  String spawn(Map<String, String> fields) {
    census.require();
    var form = new Form(fields);
    var id = given(fields);
    AppNames.objection(id).ifPresent(why -> form.reject(SALE_ID, why));
    var ttl = minutes.optional(form, TTL);
    form.check();
    var answer = spawns.spawn(AppNames.id(id), ttl, /* async= */ true);
    return answer.standing() ? "it is live already" : "its engine is being made";
  }

  String stop(AppName app, Map<String, String> fields) {
    census.require();
    var form = new Form(fields);
    form.optionalReason();
    form.check();
    var sale = end.end(finder.require(app), /* async= */ true);
    return sale.isActive() ? "its engine is being removed" : "nothing of it is left";
  }

  String extend(AppName app, Map<String, String> fields) {
    census.require();
    var form = new Form(fields);
    form.optionalReason();
    var by = minutes.optional(form, SaleExtension.FIELD);
    if (by.isEmpty()) {
      form.text(SaleExtension.FIELD, 1);
    }
    form.check();
    extension.extend(finder.require(app), by.orElseThrow(), Optional.empty());
    return "extended by " + by.orElseThrow().toMinutes() + " minutes";
  }

  private static String given(Map<String, String> fields) {
    return fields.getOrDefault(SALE_ID, "").strip();
  }
}
