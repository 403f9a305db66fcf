package dev.cordee.web.repairs;

import dev.cordee.web.access.Caller;
import dev.cordee.web.dashboard.Actions;
import dev.cordee.web.dashboard.DashboardSettings;
import dev.cordee.web.dashboard.Form;
import dev.cordee.web.dashboard.Order;
import dev.cordee.web.dashboard.Page;
import dev.cordee.web.http.IdempotencyKey;
import dev.cordee.web.http.ProblemException;
import dev.cordee.web.saga.SagaCancel;
import dev.cordee.web.saga.SagaIds;
import dev.cordee.web.saga.SagaRuns;
import dev.cordee.web.saga.SagaWords;
import dev.cordee.workflows.saga.RepairItem.RepairAction;
import dev.cordee.workflows.saga.RepairRequest;
import dev.cordee.workflows.saga.SagaId;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One saga: what it did, what is wrong with it, and what a person can do about that. */
@Page
class SagaPages {
  static final String CANCEL = "saga.cancel";

  private static final String PATH = "/ui/sagas/{id}";
  private static final int LONGEST_WORD = 100;

  private final SagaStories stories;
  private final RepairService repairs;
  private final SagaCancel cancelling;
  private final SagaRuns runs;
  private final Actions actions;
  private final DashboardSettings settings;
  private final SagaWords words;

  SagaPages(
      SagaStories stories,
      RepairService repairs,
      SagaCancel cancelling,
      SagaRuns runs,
      Actions actions,
      DashboardSettings settings,
      SagaWords words) {
    this.stories = stories;
    this.repairs = repairs;
    this.cancelling = cancelling;
    this.runs = runs;
    this.actions = actions;
    this.settings = settings;
    this.words = words;
  }

  @GetMapping(PATH)
  String saga(@PathVariable String id, Model model) {
    var story = stories.tell(SagaIds.parse(id));
    model.addAttribute("title", words.type(story.row().line().type()) + " " + id);
    // a call that is tried again changes no table
    model.addAttribute("topics", story.isRunning() ? "sagas,pulse" : "");
    model.addAttribute("story", story);
    model.addAttribute("forms", RepairForm.of(story));
    // a form that is sent twice, as by a double click, decides once
    model.addAttribute("key", UUID.randomUUID().toString());
    return "sagas/saga";
  }

  @PostMapping(PATH + "/{action:retry|skip|resolve}")
  ResponseEntity<Void> repair(
      @PathVariable String id,
      @PathVariable String action,
      @RequestParam Map<String, String> fields,
      @AuthenticationPrincipal Caller caller) {
    var saga = SagaIds.parse(id);
    var form = new Form(fields);
    var wanted =
        new RepairRequest(
            form.reason(),
            caller.name(),
            form.optionalText("step", LONGEST_WORD).orElse(null),
            action.equals("resolve")
                ? form.optionalText("outcome", LONGEST_WORD).orElse(null)
                : null);
    var key = form.optionalText("key", LONGEST_WORD).map(IdempotencyKey::new);
    form.check();
    var order = order("saga." + action, saga, Objects.requireNonNullElse(wanted.reason(), ""));
    return actions.run(
        caller,
        order,
        () ->
            said(
                repairs.decide(
                    saga, RepairAction.valueOf(action.toUpperCase(Locale.ROOT)), wanted, key)));
  }

  private static String said(RepairService.Decided decided) {
    var decision = decided.decision();
    if (decision == null) {
      return "taken; it is being worked on";
    }
    return decided.state() == null ? decision : decision + "; now " + decided.state();
  }

  @PostMapping(PATH + "/cancel")
  ResponseEntity<Void> cancel(
      @PathVariable String id,
      @RequestParam Map<String, String> fields,
      @AuthenticationPrincipal Caller caller) {
    var saga = SagaIds.parse(id);
    var form = new Form(fields);
    var reason = form.reason();
    form.check();
    var type = stories.type(saga);
    return actions.run(caller, order(CANCEL, saga, reason), () -> cancelling.cancel(type, saga));
  }

  private static Order order(String action, SagaId saga, String reason) {
    return new Order(action, saga.toString(), "/ui/sagas/" + saga, reason);
  }

  /** This run where its machinery is shown; the workflow, when nobody knows which run it was. */
  @GetMapping(PATH + "/temporal")
  ResponseEntity<Void> temporal(@PathVariable String id) {
    var saga = SagaIds.parse(id);
    if (settings.temporalUi().isEmpty()) {
      throw ProblemException.of(
          HttpStatus.NOT_FOUND, "no-temporal-ui", "cordee.dashboard.temporal-ui is not set");
    }
    var run = runs.find(saga).run();
    var workflow = settings.temporalUi() + "/namespaces/" + runs.namespace() + "/workflows/" + saga;
    return ResponseEntity.status(HttpStatus.FOUND)
        .location(URI.create(run.isEmpty() ? workflow : workflow + "/" + run + "/history"))
        .build();
  }
}
