package dev.cordee.web.dashboard;

import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who did what on the dashboard. */
@Page
class AuditPages {
  private static final int ROWS = 50;

  private final Actions actions;

  AuditPages(Actions actions) {
    this.actions = actions;
  }

  @Bean
  static MenuEntry auditMenu() {
    return new MenuEntry(80, "/ui/audit", "dashboard.menu.audit");
  }

  @GetMapping("/ui/audit")
  String audit(@RequestParam(defaultValue = "") String before, Model model) {
    var from =
        before.matches("[0-9]{1,18}")
            ? Optional.of(Long.parseLong(before))
            : Optional.<Long>empty();
    var found = actions.list(from, ROWS + 1);
    model.addAttribute("actions", found.stream().limit(ROWS).toList());
    if (found.size() > ROWS) {
      model.addAttribute("next", found.get(ROWS - 1).id());
    }
    return "dashboard/audit";
  }
}
