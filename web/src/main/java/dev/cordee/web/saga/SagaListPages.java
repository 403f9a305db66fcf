package dev.cordee.web.saga;

import dev.cordee.activities.saga.SagaLine;
import dev.cordee.activities.saga.SagaLists;
import dev.cordee.activities.saga.SagaQuery.Group;
import dev.cordee.web.dashboard.MenuEntry;
import dev.cordee.web.dashboard.Page;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Orders and checkouts, as many as one can look at. */
@Page
class SagaListPages {
  static final String PATH = "/ui/sagas";

  private static final int ROWS = 50;
  private static final int RANK = 20;

  private final SagaLists lists;
  private final List<SagaType<?, ?>> types;

  SagaListPages(SagaLists lists, List<SagaType<?, ?>> types) {
    this.lists = lists;
    this.types = types;
  }

  @Bean
  static MenuEntry sagaMenu() {
    return new MenuEntry(RANK, PATH, "sagas.menu");
  }

  @GetMapping(PATH)
  String sagas(
      @RequestParam Map<String, String> fields,
      TimeZone zone,
      Model model,
      HttpServletResponse response) {
    var filter = SagaFilter.of(fields);
    var reader = new SagaFilterReader(types, zone.toZoneId());
    var query = reader.read(filter);
    model.addAttribute("filter", filter);
    model.addAttribute("newest", filter.newest());
    model.addAttribute("wrong", reader.wrong());
    model.addAttribute("types", types.stream().map(SagaType::name).toList());
    model.addAttribute("groups", Stream.of(Group.values()).map(SagaFilter::word).toList());
    model.addAttribute(
        "states", types.stream().flatMap(t -> t.states().stream()).distinct().toList());
    model.addAttribute(
        "steps", types.stream().flatMap(t -> t.steps().stream()).distinct().toList());
    if (reader.wrong().isEmpty()) {
      var page = lists.find(query, ROWS);
      model.addAttribute("sagas", rows(page.sagas()));
      page.next().ifPresent(_ -> model.addAttribute("next", filter.next(page.sagas().getLast())));
    } else {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      model.addAttribute("sagas", List.of());
    }
    return "sagas/list";
  }

  private List<SagaRow> rows(List<SagaLine> lines) {
    return lines.stream().map(line -> SagaRow.of(line, types)).toList();
  }
}
