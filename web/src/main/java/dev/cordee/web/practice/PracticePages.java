package dev.cordee.web.practice;

import dev.cordee.web.access.Caller;
import dev.cordee.web.dashboard.Actions;
import dev.cordee.web.dashboard.Form;
import dev.cordee.web.dashboard.MenuEntry;
import dev.cordee.web.dashboard.Order;
import dev.cordee.web.dashboard.Page;
import dev.cordee.web.http.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where one breaks things, to see what Cordée does about it. */
@Page
@Conditional(PracticeOn.class)
class PracticePages {
  static final String PATH = "/ui/practice";

  private static final int RANK = 90;
  private static final int LONGEST_TARGET = 63;

  private final Practice practice;
  private final Actions actions;

  PracticePages(Practice practice, Actions actions) {
    this.practice = practice;
    this.actions = actions;
  }

  @Bean
  static MenuEntry practiceMenu() {
    return new MenuEntry(RANK, PATH, "practice.title");
  }

  @GetMapping(PATH)
  String practice(Model model) {
    var scene = practice.scene();
    model.addAttribute("scene", scene);
    model.addAttribute(
        "cards", Arrays.stream(Breakage.values()).map(b -> Card.of(b, scene)).toList());
    model.addAttribute("errands", Errand.values());
    model.addAttribute("jobs", practice.jobs());
    return "practice/practice";
  }

  @PostMapping(PATH + "/{breakage}/break")
  ResponseEntity<Void> damage(
      @PathVariable String breakage,
      @RequestParam Map<String, String> fields,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    var known = require(breakage);
    return actions.run(
        caller,
        order("practice.break", subject(known, fields)),
        () -> {
          practice.damage(known, target(fields), permission(request));
          return "";
        });
  }

  @PostMapping(PATH + "/{breakage}/mend")
  ResponseEntity<Void> mend(
      @PathVariable String breakage,
      @RequestParam Map<String, String> fields,
      @AuthenticationPrincipal Caller caller) {
    var known = require(breakage);
    return actions.run(
        caller,
        order("practice.mend", subject(known, fields)),
        () -> {
          practice.mend(known, target(fields));
          return "";
        });
  }

  @PostMapping(PATH + "/mend")
  ResponseEntity<Void> mendAll(@AuthenticationPrincipal Caller caller) {
    return actions.run(
        caller,
        order("practice.mend", "everything"),
        () -> {
          practice.mendAll();
          return "";
        });
  }

  @PostMapping(PATH + "/send/{errand}")
  ResponseEntity<Void> send(
      @PathVariable String errand,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request) {
    var known = Errand.of(errand).orElseThrow(() -> unknown(errand));
    return actions.run(
        caller,
        order("practice.send", known.wire()),
        () -> {
          practice.send(known, permission(request));
          return "";
        });
  }

  private static Order order(String action, String subject) {
    return new Order(action, subject, PATH, "");
  }

  private static String subject(Breakage breakage, Map<String, String> fields) {
    return breakage.wire() + target(fields).map(which -> " " + which).orElse("");
  }

  private static Optional<String> target(Map<String, String> fields) {
    return new Form(fields).optionalText(Practice.TARGET, LONGEST_TARGET);
  }

  private static Optional<String> permission(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION));
  }

  private static Breakage require(String wire) {
    return Breakage.of(wire).orElseThrow(() -> unknown(wire));
  }

  private static ProblemException unknown(String what) {
    return ProblemException.of(
        HttpStatus.NOT_FOUND, "unknown-practice", "nothing can be practised by " + what);
  }
}
