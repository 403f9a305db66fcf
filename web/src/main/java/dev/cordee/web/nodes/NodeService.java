package dev.cordee.web.nodes;

import dev.cordee.activities.fleet.AuditTrail;
import dev.cordee.activities.fleet.NodeDecisions;
import dev.cordee.activities.fleet.NodeDecisions.Word;
import dev.cordee.activities.fleet.NodeRecord;
import dev.cordee.activities.fleet.NodeRecords;
import dev.cordee.web.http.ProblemException;
import dev.cordee.workflows.fleet.NodeId;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Nodes looked at and decided on. */
@Service
@Profile("api")
class NodeService {
  private final NodeRecords nodes;
  private final NodeDecisions decisions;
  private final AuditTrail audit;
  private final NodeNews news;

  NodeService(NodeRecords nodes, NodeDecisions decisions, AuditTrail audit, NodeNews news) {
    this.nodes = nodes;
    this.decisions = decisions;
    this.audit = audit;
    this.news = news;
  }

  List<NodeView> list() {
    return nodes.all().stream().map(NodeView::of).toList();
  }

  NodeView view(NodeId id) {
    return NodeView.of(find(id), audit.ofNode(id, EventView.MOST));
  }

  NodeView cordon(Word word) {
    requireInInventory(word);
    decisions.cordon(word);
    return view(word.node());
  }

  NodeView drain(Word word) {
    requireInInventory(word);
    decisions.drain(word);
    news.followUp();
    return view(word.node());
  }

  NodeView uncordon(Word word) {
    requireInInventory(word);
    if (!decisions.uncordon(word)) {
      throw conflict(
          "node-not-clean",
          "node "
              + word.node()
              + " was fenced and is not cleaned of "
              + find(word.node()).holds()
              + " yet: it is when it answers again, and can be uncordoned then");
    }
    news.followUp();
    return view(word.node());
  }

  NodeView fence(Word word) {
    find(word.node());
    decisions.fence(word);
    news.cleaned(find(word.node()).holds());
    news.followUp();
    return view(word.node());
  }

  private void requireInInventory(Word word) {
    if (find(word.node()).removedAt().isPresent()) {
      throw conflict(
          "node-removed",
          "node "
              + word.node()
              + " was taken out of the inventory: it gets no tenants; add it there again");
    }
  }

  private NodeRecord find(NodeId id) {
    return nodes
        .find(id)
        .orElseThrow(
            () ->
                ProblemException.of(
                    HttpStatus.NOT_FOUND, "unknown-node", "no node has the id " + id));
  }

  private static ProblemException conflict(String slug, String detail) {
    return ProblemException.of(HttpStatus.CONFLICT, slug, detail);
  }
}
