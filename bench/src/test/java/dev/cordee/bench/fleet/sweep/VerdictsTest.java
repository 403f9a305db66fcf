package dev.cordee.bench.fleet.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.workflows.fleet.NodeAddress;
import dev.cordee.workflows.fleet.NodeId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictsTest {
  private static final List<NodeAddress> NODES =
      List.of(node(1, 13001), node(2, 13002), node(3, 13003));

  private static NodeAddress node(long number, int port) {
    return new NodeAddress(new NodeId(number), "127.0.0.1", port, "ssh-ed25519 AAAA");
  }

  @Test
  void parallel_ssh_is_read_with_all_that_it_says_besides() {
    var verdicts =
        Verdicts.ofParallelSsh(
            List.of(
                "[1] 19:03:05 [SUCCESS] 127.0.0.1:13001",
                "Stderr: [2] whatever",
                "[2] 19:03:10 [FAILURE] 127.0.0.1:13002 Timed out, Killed by signal 9"));

    assertThat(verdicts.aliveByPort()).isEqualTo(Map.of(13001, true, 13002, false));
  }

  @Test
  void ansible_is_read_with_all_its_ways_to_fail() {
    var verdicts =
        Verdicts.ofAnsible(
            List.of(
                "n13001 | SUCCESS => {\"changed\": false, \"ping\": \"pong\"}",
                "n13002 | UNREACHABLE!: Failed to connect to the host via ssh",
                "n13003 | FAILED! => {\"msg\": \"no python\"}"));

    assertThat(verdicts.aliveByPort()).isEqualTo(Map.of(13001, true, 13002, false, 13003, false));
  }

  @Test
  void a_sweep_of_cordee_tells_the_living_from_the_silent_and_leaves_out_the_rest() {
    var nodes = Map.of(1L, NODES.get(0), 2L, NODES.get(1), 3L, NODES.get(2));

    var told = Sweeper.parse("1500000000 1=ANSWERED 2=NO_BANNER 3=NOT_PROBED", nodes);

    assertThat(told.seconds()).isEqualTo(1.5);
    assertThat(told.verdicts().aliveByPort()).isEqualTo(Map.of(13001, true, 13002, false));
  }

  @Test
  void a_node_is_written_to_the_sweeper_as_it_is_read() {
    assertThat(SweepServer.node(SweepServer.line(NODES.getFirst()))).isEqualTo(NODES.getFirst());
  }

  @Test
  void a_node_that_nothing_was_said_of_is_not_told_and_not_wrong() {
    var verdicts = new Verdicts(Map.of(13001, true));

    assertThat(verdicts.wrong(NODES, List.of(true, true, false))).isEmpty();
    assertThat(verdicts.wrong(NODES, List.of(false, true, false)))
        .containsExactly(NODES.getFirst());
    assertThat(verdicts.untold(NODES)).containsExactly(NODES.get(1), NODES.get(2));
  }
}
