package dev.cordee.web.rental;

import dev.cordee.web.access.Caller;
import dev.cordee.web.dashboard.Actions;
import dev.cordee.web.dashboard.Form;
import dev.cordee.web.dashboard.Order;
import dev.cordee.web.dashboard.Page;
import dev.cordee.workflows.rental.RentalId;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is done about a rental from its page. */
@Page
class RentalActionPages {
  private static final String NUMBER = "[0-9]{1,6}([.,][0-9]{1,6})?";
  private static final int LONGEST_NUMBER = 13;

  private final RentalFinder finder;
  private final RentalExtension extension;
  private final RentalRelease release;
  private final double maxHours;
  private final Actions actions;

  RentalActionPages(
      RentalFinder finder,
      RentalExtension extension,
      RentalRelease release,
      RentalApiSettings settings,
      Actions actions) {
    this.finder = finder;
    this.extension = extension;
    this.release = release;
    this.maxHours = settings.maxHours();
    this.actions = actions;
  }

  /** Answers at once: the page shows how it goes on. */
  @PostMapping(RentalPages.PATH + "/{id}/release")
  ResponseEntity<Void> release(
      @PathVariable String id,
      @RequestParam Map<String, String> fields,
      @AuthenticationPrincipal Caller caller) {
    var rental = RentalIds.parse("id", id);
    var form = new Form(fields);
    var reason = form.optionalReason();
    return actions.run(
        caller,
        order("rental.release", rental, reason),
        () -> {
          form.check();
          release.ask(caller, rental, why(caller, reason));
          return "";
        });
  }

  private static String why(Caller caller, String reason) {
    return "released by " + caller.name() + (reason.isEmpty() ? "" : ": " + reason);
  }

  @PostMapping(RentalPages.PATH + "/{id}/extend")
  ResponseEntity<Void> extend(
      @PathVariable String id,
      @RequestParam Map<String, String> fields,
      @AuthenticationPrincipal Caller caller) {
    var rental = RentalIds.parse("id", id);
    var form = new Form(fields);
    var reason = form.optionalReason();
    var hours = hours(form);
    return actions.run(
        caller,
        order("rental.extend", rental, reason),
        () -> {
          form.check();
          finder.require(caller, rental);
          extension.extend(rental, Hours.of(hours), Optional.empty());
          return "by " + hours + " h";
        });
  }

  private double hours(Form form) {
    var text = form.text(RentalExtension.FIELD, LONGEST_NUMBER);
    var hours = text.matches(NUMBER) ? Double.parseDouble(text.replace(',', '.')) : 0;
    if (!text.isEmpty() && !Hours.fit(hours, maxHours)) {
      form.reject(RentalExtension.FIELD, Hours.between(maxHours));
    }
    return hours;
  }

  private static Order order(String action, RentalId rental, String reason) {
    return new Order(action, "rental " + rental, RentalPages.path(rental), reason);
  }
}
