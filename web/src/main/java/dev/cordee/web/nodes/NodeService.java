package dev.cordee.web.nodes;

import dev.cordee.activities.fleet.AuditTrail;
import dev.cordee.activities.fleet.NodeDecisions;
import dev.cordee.activities.fleet.NodeDecisions.Word;
import dev.cordee.activities.fleet.NodeRecord;
import dev.cordee.activities.fleet.NodeRecords;
import dev.cordee.activities.join.DynamicNodes;
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
  private final DynamicNodes dynamic;
  private final AuditTrail audit;
  private final NodeNews news;

  NodeService(
      NodeRecords nodes,
      NodeDecisions decisions,
      DynamicNodes dynamic,
      AuditTrail audit,
      NodeNews news) {
    this.nodes = nodes;
    this.decisions = decisions;
    this.dynamic = dynamic;
    this.audit = audit;
    this.news = news;
  }

  List<NodeView> list() {
    return nodes.all().stream().map(NodeView::of).toList();
  }

  NodeView view(NodeId id) {
    return view(find(id));
  }

  NodeView view(NodeRecord node) {
    return NodeView.of(node, audit.ofNode(node.address().node(), EventView.MOST));
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

  NodeView accept(Word word) {
    requireInInventory(word);
    check(dynamic.accept(word), word);
    news.look(word.node(), "its new identity was accepted");
    return view(word.node());
  }

  NodeView remove(Word word) {
    find(word.node());
    check(dynamic.remove(word), word);
    return view(word.node());
  }

  private static void check(DynamicNodes.End end, Word word) {
    var node = "node " + word.node();
    switch (end) {
      case DONE -> {}
      case LISTED ->
          throw conflict(
              "node-listed", node + " is listed in the inventory: take it out there, and restart");
      case NOTHING_CLAIMED ->
          throw conflict("nothing-claimed", node + " says that it is who it is known to be");
      case NOT_CLEAN ->
          throw conflict(
              "node-not-clean",
              node + " has a tenant, or something of one: drain it first, or fence it");
      case TAKEN ->
          throw conflict(
              "node-exists",
              "another node has the address or the host key that " + node + " says it has");
    }
  }

  private void requireInInventory(Word word) {
    if (find(word.node()).removedAt().isPresent()) {
      throw conflict(
          "node-removed",
          "node " + word.node() + " was taken out of the fleet: it gets no tenants any more");
    }
  }

  /**
   * A node, taken out or not.
   *
   * @throws ProblemException 404 when there is none of this id
   */
  NodeRecord find(NodeId id) {
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
