package dev.cordee.web.dashboard;

import dev.cordee.web.access.Caller;
import dev.cordee.web.access.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** What every page is rendered with. */
@ControllerAdvice(annotations = Page.class)
@Profile("api")
class PageModel {
  private final ActionRepository actions;
  private final DashboardSettings settings;
  private final List<MenuEntry> menu;
  private final LiveFeed feed;

  PageModel(
      ActionRepository actions, DashboardSettings settings, List<MenuEntry> menu, LiveFeed feed) {
    this.feed = feed;
    this.actions = actions;
    this.settings = settings;
    this.menu = menu.stream().sorted().toList();
  }

  @ModelAttribute("viewer")
  Viewer viewer(
      @AuthenticationPrincipal @Nullable Caller caller,
      HttpServletRequest request,
      Locale language) {
    var query = Optional.ofNullable(request.getQueryString()).map(text -> "?" + text).orElse("");
    return new Viewer(
        caller == null ? "" : caller.name(),
        caller == null ? "" : caller.role().word(),
        caller != null && caller.role() == Role.OPERATOR,
        language,
        Theme.of(request).word(),
        LocaleContextHolder.getTimeZone().getID(),
        request.getRequestURI() + query);
  }

  @ModelAttribute("mayAct")
  boolean mayAct(@AuthenticationPrincipal @Nullable Caller caller) {
    return caller != null && caller.role() == Role.OPERATOR;
  }

  @ModelAttribute("menu")
  List<MenuEntry> menu() {
    return menu;
  }

  @ModelAttribute("temporalUi")
  String temporalUi() {
    return settings.temporalUi();
  }

  /** Taken before anything is read: what changes meanwhile is drawn by the next refresh. */
  @ModelAttribute("marks")
  Map<Topic, String> marks(HttpServletRequest request) {
    return HttpMethod.GET.matches(request.getMethod()) && !isPlumbing(request.getRequestURI())
        ? feed.look()
        : Map.of();
  }

  private static boolean isPlumbing(String path) {
    return path.equals("/ui/preferences");
  }

  /** What became of the action that led here. */
  @ModelAttribute("told")
  Optional<OperatorAction> told(@RequestParam(defaultValue = "") String told) {
    return told.matches("[0-9]{1,18}") ? actions.find(Long.parseLong(told)) : Optional.empty();
  }
}
