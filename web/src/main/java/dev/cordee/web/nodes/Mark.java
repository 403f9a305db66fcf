package dev.cordee.web.nodes;

import dev.cordee.activities.fleet.NodeRecord;
import java.util.EnumSet;
import java.util.Set;

/** What holds of a node besides its status. */
enum Mark {
  CORDONED,
  DRAINING,
  FENCED,
  /** Provisioning failed there. */
  SET_ASIDE,
  /** It said that it goes away. */
  LEAVING,
  /** It says that it is somebody else now. */
  CLAIMS,
  REMOVED;

  /** Those by which a node is not offered, and which an operator can take back. */
  static Set<Mark> closing(NodeRecord node) {
    var marks = EnumSet.noneOf(Mark.class);
    var closed = node.closed();
    add(marks, CORDONED, closed.cordoned());
    add(marks, DRAINING, closed.draining());
    add(marks, FENCED, closed.fencedAt().isPresent());
    add(marks, SET_ASIDE, closed.setAsideUntil().isPresent());
    return marks;
  }

  static Set<Mark> all(NodeRecord node) {
    var marks = EnumSet.copyOf(closing(node));
    var said = node.said();
    add(marks, LEAVING, said.flatMap(NodeRecord.Said::leavingAt).isPresent());
    add(marks, CLAIMS, said.flatMap(NodeRecord.Said::claim).isPresent());
    add(marks, REMOVED, node.removedAt().isPresent());
    return marks;
  }

  private static void add(Set<Mark> marks, Mark mark, boolean holds) {
    if (holds) {
      marks.add(mark);
    }
  }
}
