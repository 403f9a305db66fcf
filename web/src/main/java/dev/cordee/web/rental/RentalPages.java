package dev.cordee.web.rental;

import dev.cordee.web.access.Caller;
import dev.cordee.web.dashboard.MenuEntry;
import dev.cordee.web.dashboard.Page;
import dev.cordee.workflows.rental.RentalId;
import dev.cordee.workflows.rental.RentalStatus;
import io.temporal.client.WorkflowClient;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Rentals: which there are, where each was and is, and what becomes of it. */
@Page
class RentalPages {
  static final String PATH = "/ui/rentals";
  private static final int RANK = 40;
  private static final int ROWS = 50;

  private final RentalLists lists;
  private final RentalFinder finder;
  private final StaysBand band;
  private final RentalApiSettings settings;
  private final String namespace;
  private final Clock clock = Clock.systemUTC();

  RentalPages(
      RentalLists lists,
      RentalFinder finder,
      StaysBand band,
      RentalApiSettings settings,
      WorkflowClient client) {
    this.lists = lists;
    this.finder = finder;
    this.band = band;
    this.settings = settings;
    this.namespace = client.getOptions().getNamespace();
  }

  @Bean
  static MenuEntry rentalsMenu() {
    return new MenuEntry(RANK, PATH, "rentals.menu");
  }

  static String path(RentalId rental) {
    return PATH + "/" + rental;
  }

  /** In a list, with how its status looks. */
  record Row(RentalView rental, String tone) {
    static Row of(RentalView rental) {
      return new Row(rental, RentalTones.of(rental.status()));
    }
  }

  @GetMapping(PATH)
  String list(
      @RequestParam(defaultValue = "") String status,
      @RequestParam(name = "client_id", defaultValue = "") String clientId,
      @RequestParam(defaultValue = "") String before,
      @AuthenticationPrincipal Caller caller,
      Model model) {
    var wanted = WantedRentals.of(given(status), given(clientId), given(before), caller);
    var page = lists.list(wanted, ROWS);
    model.addAttribute("rows", page.rentals().stream().map(Row::of).toList());
    model.addAttribute("next", page.next());
    model.addAttribute("status", status);
    model.addAttribute("client", clientId);
    model.addAttribute("statuses", List.of(RentalStatus.values()));
    return "rentals/list";
  }

  private static Optional<String> given(String text) {
    return Optional.of(text.strip()).filter(said -> !said.isEmpty());
  }

  @GetMapping(PATH + "/{id}")
  String rental(
      @PathVariable String id,
      @AuthenticationPrincipal Caller caller,
      Locale language,
      Model model) {
    var rental = finder.view(caller, RentalIds.parse("id", id));
    var stays = Objects.requireNonNullElse(rental.placements(), List.<PlacementView>of());
    var until = Objects.requireNonNullElseGet(rental.endedAt(), clock::instant);
    model.addAttribute("rental", rental);
    model.addAttribute("tone", RentalTones.of(rental.status()));
    model.addAttribute("acts", RentalAct.on(rental.status()));
    model.addAttribute("maxHours", settings.maxHours());
    model.addAttribute("workflow", rental.rentalId().workflowId());
    model.addAttribute("namespace", namespace);
    model.addAttribute("band", band.svg(stays, rental.requestedAt(), until, language));
    return "rentals/rental";
  }
}
