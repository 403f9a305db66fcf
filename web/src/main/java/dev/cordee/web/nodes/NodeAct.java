package dev.cordee.web.nodes;

import dev.cordee.activities.fleet.NodeRecord;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What an operator can do to a node, and when that makes sense. */
enum NodeAct {
  CORDON,
  DRAIN,
  UNCORDON,
  FENCE,
  ACCEPT,
  REMOVE;

  /** Those that make sense now. */
  static List<NodeAct> on(NodeRecord node) {
    return Stream.of(values()).filter(act -> act.makesSense(node)).toList();
  }

  static Optional<NodeAct> of(String word) {
    return Stream.of(values()).filter(act -> act.word().equals(word)).findFirst();
  }

  /** As routes and records name it; public for templates, as the next. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a person has to say why: only a person can know that a machine is gone. */
  public boolean needsReason() {
    return this == FENCE;
  }

  private boolean makesSense(NodeRecord node) {
    var closed = node.closed();
    var isFenced = closed.fencedAt().isPresent();
    return switch (this) {
      case CORDON -> isListed(node) && !closed.cordoned();
      case DRAIN -> isListed(node) && !closed.draining() && node.tenant().isPresent();
      case UNCORDON ->
          isListed(node) && !Mark.closing(node).isEmpty() && (!isFenced || isEmpty(node));
      case FENCE -> !isFenced && maySayNothingMore(node);
      case ACCEPT -> isListed(node) && hasAnAcceptableClaim(node);
      case REMOVE -> isListed(node) && node.said().isPresent() && isFree(node);
    };
  }

  private static boolean isListed(NodeRecord node) {
    return node.removedAt().isEmpty();
  }

  private static boolean isEmpty(NodeRecord node) {
    return node.tenant().isEmpty() && node.holds().isEmpty();
  }

  private static boolean isFree(NodeRecord node) {
    return node.closed().fencedAt().isPresent() || isEmpty(node);
  }

  private static boolean maySayNothingMore(NodeRecord node) {
    return switch (node.seen().status()) {
      case ALIVE, CLEANING -> false;
      case UNKNOWN, SUSPECT, DEAD, QUARANTINED -> true;
    };
  }

  /** With the key it had it is the same machine; with another it must have no tenant. */
  private static boolean hasAnAcceptableClaim(NodeRecord node) {
    return node.said()
        .flatMap(NodeRecord.Said::claim)
        .filter(claim -> isFree(node) || claim.hostKey().equals(node.address().hostKey()))
        .isPresent();
  }
}
