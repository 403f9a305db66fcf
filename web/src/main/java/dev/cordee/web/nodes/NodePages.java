package dev.cordee.web.nodes;

import dev.cordee.activities.fleet.NodeDecisions.Word;
import dev.cordee.web.access.Caller;
import dev.cordee.web.dashboard.Actions;
import dev.cordee.web.dashboard.Form;
import dev.cordee.web.dashboard.Order;
import dev.cordee.web.dashboard.Page;
import dev.cordee.workflows.fleet.NodeId;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A node: how it is and was, who is on it, and what an operator can do about it. */
@Page
class NodePages {
  private static final String PATH = "/ui/nodes/";

  private final NodeService service;
  private final LatencyCharts charts;
  private final Actions actions;

  NodePages(NodeService service, LatencyCharts charts, Actions actions) {
    this.service = service;
    this.charts = charts;
    this.actions = actions;
  }

  static String path(NodeId node) {
    return PATH + node;
  }

  @GetMapping(PATH + "{id}")
  String node(@PathVariable String id, Locale language, Model model) {
    var node = service.find(NodeIds.parse(id));
    var looks = node.seen().recent();
    model.addAttribute("node", service.view(node));
    model.addAttribute("tone", NodeTones.of(node.seen().status()));
    model.addAttribute("nodeMarks", Mark.all(node));
    model.addAttribute("acts", NodeAct.on(node));
    model.addAttribute("looks", looks.size());
    model.addAttribute("chart", charts.chart(looks, language));
    model.addAttribute("chartWords", charts.words(looks, language));
    model.addAttribute(
        "latency", node.seen().latency().map(last -> charts.words(last, language)).orElse(""));
    return "nodes/node";
  }

  @PostMapping(PATH + "{id}/{act:cordon|uncordon|drain|fence|accept|remove}")
  ResponseEntity<Void> decide(
      @PathVariable String id,
      @PathVariable String act,
      @RequestParam Map<String, String> fields,
      @AuthenticationPrincipal Caller caller) {
    var node = NodeIds.parse(id);
    var wanted = NodeAct.of(act).orElseThrow();
    var form = new Form(fields);
    var reason = wanted.needsReason() ? form.reason() : form.optionalReason();
    var order = new Order("node." + wanted.word(), "node " + node, path(node), reason);
    return actions.run(
        caller,
        order,
        () -> {
          form.check();
          decide(wanted, new Word(node, caller.name(), reason));
          return "";
        });
  }

  private void decide(NodeAct act, Word word) {
    switch (act) {
      case CORDON -> service.cordon(word);
      case DRAIN -> service.drain(word);
      case UNCORDON -> service.uncordon(word);
      case FENCE -> service.fence(word);
      case ACCEPT -> service.accept(word);
      case REMOVE -> service.remove(word);
    }
  }
}
