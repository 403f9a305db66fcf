package dev.cordee.bench.fleet.sweep;

import dev.cordee.workflows.fleet.NodeAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Who was said to be alive, by port. */
record Verdicts(Map<Integer, Boolean> aliveByPort) {
  /** {@code [17] 19:03:05 [SUCCESS] 127.0.0.1:13017}. */
  private static final Pattern PARALLEL_SSH =
      Pattern.compile("^\\[\\d+] \\S+ \\[(SUCCESS|FAILURE)] [^:\\s]+:(\\d+)");

  /** {@code n13017 | SUCCESS => {…}}, on one line, for hosts named after their port. */
  private static final Pattern ANSIBLE =
      Pattern.compile("^n(\\d+) \\| (SUCCESS|UNREACHABLE!|FAILED!?)");

  static Verdicts ofParallelSsh(List<String> output) {
    return parse(output, PARALLEL_SSH, 2, 1);
  }

  static Verdicts ofAnsible(List<String> output) {
    return parse(output, ANSIBLE, 1, 2);
  }

  private static Verdicts parse(List<String> output, Pattern line, int port, int word) {
    var alive = new HashMap<Integer, Boolean>();
    for (var text : output) {
      var match = line.matcher(text);
      if (match.find()) {
        alive.put(Integer.valueOf(match.group(port)), "SUCCESS".equals(match.group(word)));
      }
    }
    return new Verdicts(alive);
  }

  /** Nodes that are not what was said. */
  List<NodeAddress> wrong(List<NodeAddress> nodes, List<Boolean> truth) {
    return IntStream.range(0, nodes.size())
        .filter(
            i -> !truth.get(i).equals(aliveByPort.getOrDefault(nodes.get(i).port(), truth.get(i))))
        .mapToObj(nodes::get)
        .toList();
  }

  /** Nodes of which nothing was said. */
  List<NodeAddress> untold(List<NodeAddress> nodes) {
    return nodes.stream().filter(node -> !aliveByPort.containsKey(node.port())).toList();
  }
}
