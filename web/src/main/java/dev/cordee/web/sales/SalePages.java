package dev.cordee.web.sales;

import dev.cordee.activities.sales.SaleRecords;
import dev.cordee.web.access.Caller;
import dev.cordee.web.dashboard.Actions;
import dev.cordee.web.dashboard.MenuEntry;
import dev.cordee.web.dashboard.Page;
import dev.cordee.web.http.ProblemException;
import dev.cordee.workflows.sales.AppName;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Live sales, and each of them, as people look at them. */
@Page
class SalePages {
  static final String PATH = "/ui/sales";

  private static final int RANK = 50;
  private static final int MOST_EVENTS = 100;
  private static final int MOST_ACTIONS = 10;

  private final SalesSheet sheet;
  private final SaleRecords sales;
  private final SaleFinder finder;
  private final SaleForms forms;
  private final Actions actions;
  private final String namespace;

  SalePages(
      SalesSheet sheet,
      SaleRecords sales,
      SaleFinder finder,
      SaleForms forms,
      Actions actions,
      @Value("${cordee.temporal.namespace}") String namespace) {
    this.sheet = sheet;
    this.sales = sales;
    this.finder = finder;
    this.forms = forms;
    this.actions = actions;
    this.namespace = namespace;
  }

  @Bean
  static MenuEntry salesMenu() {
    return new MenuEntry(RANK, PATH, "sales.title");
  }

  @GetMapping(PATH)
  String list(Model model, Locale language) {
    model.addAttribute("sheet", sheet.overview(language));
    return "sales/sales";
  }

  @PostMapping(PATH)
  ResponseEntity<Void> spawn(
      @RequestParam Map<String, String> fields, @AuthenticationPrincipal Caller caller) {
    return actions.run(caller, forms.spawning(fields), () -> forms.spawn(fields));
  }

  @GetMapping(PATH + "/{app}")
  String sale(@PathVariable String app, Model model, Locale language) {
    var name = name(app);
    // the table tells of what has ended, without asking Temporal for what may be beginning
    var found = sales.find(name).orElseGet(() -> finder.require(name));
    model.addAttribute("sale", sheet.row(found, language));
    model.addAttribute("events", sales.events(name, MOST_EVENTS));
    model.addAttribute("actions", actions.of(app, MOST_ACTIONS));
    model.addAttribute("run", "/namespaces/" + namespace + "/workflows/" + name.workflowId());
    return "sales/sale";
  }

  @PostMapping(PATH + "/{app}/stop")
  ResponseEntity<Void> stop(
      @PathVariable String app,
      @RequestParam Map<String, String> fields,
      @AuthenticationPrincipal Caller caller) {
    var name = name(app);
    return actions.run(
        caller, SaleForms.order("sale.stop", name, fields), () -> forms.stop(name, fields));
  }

  @PostMapping(PATH + "/{app}/extend")
  ResponseEntity<Void> extend(
      @PathVariable String app,
      @RequestParam Map<String, String> fields,
      @AuthenticationPrincipal Caller caller) {
    var name = name(app);
    return actions.run(
        caller, SaleForms.order("sale.extend", name, fields), () -> forms.extend(name, fields));
  }

  private static AppName name(String text) {
    if (!AppName.isOne(text)) {
      throw ProblemException.of(
          HttpStatus.NOT_FOUND, "unknown-sale", "no sale has an app named " + text);
    }
    return new AppName(text);
  }
}
