package dev.cordee.activities.rental;

import static dev.cordee.activities.rental.RealAnsible.NOBODY;
import static dev.cordee.activities.rental.RealAnsible.PATIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cordee.workflows.fleet.NodeAddress;
import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.rental.Provisioned;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real Ansible against a real sshd: what a run says of its node. */
class AnsibleRunnerTest extends AnsibleRig {
  @Test
  void aRunChangesTheNodeOnceAndTheNextOneNothing() throws Exception {
    var file = scratch.resolve("made");
    var tasks = new ArrayList<String>();

    var first = ansible.runner().run(touch(file), tasks::add);
    var second = ansible.runner().run(touch(file), NOBODY);

    assertThat(first).isEqualTo(new Provisioned.Done(true));
    assertThat(second).isEqualTo(new Provisioned.Done(false));
    assertThat(file).exists();
    assertThat(tasks).contains("Make a file");
  }

  @Test
  void twoRunsAtOnceForTheSameNodeDoNotDisturbEachOther() throws Exception {
    try (var threads = Executors.newFixedThreadPool(2)) {
      var one = threads.submit(() -> ansible.runner().run(touch(scratch.resolve("one")), NOBODY));
      var two = threads.submit(() -> ansible.runner().run(touch(scratch.resolve("two")), NOBODY));

      assertThat(List.of(one.get(), two.get())).containsOnly(new Provisioned.Done(true));
    }
  }

  @Test
  void aFailureIsToldWithoutTheSecretsInIt() throws Exception {
    var result =
        ansible
            .runner()
            .run(ansible.run("fail.yml", Map.of("token", "tok-4711"), Set.of("token")), NOBODY);

    assertThat(result)
        .isEqualTo(
            new Provisioned.Failed(
                "Fail aloud: no entry for *** with password=*** at https://me:***@example.org/"));
  }

  @Test
  void aNodeThatHoldsALaterPlacementRefuses() throws Exception {
    var result =
        ansible
            .runner()
            .run(ansible.run("refuse.yml", Map.of("reason", "STALE"), Set.of()), NOBODY);

    assertThat(result).isEqualTo(new Provisioned.Refused("this node holds a later one"));
  }

  @Test
  void anyOtherRefusalIsAFailure() throws Exception {
    var result =
        ansible
            .runner()
            .run(ansible.run("refuse.yml", Map.of("reason", "OCCUPIED"), Set.of()), NOBODY);

    assertThat(result)
        .isEqualTo(new Provisioned.Failed("Ask the node: OCCUPIED: this node holds a later one"));
  }

  @Test
  void aFloodIsReadToItsEndAndTheReasonFound() throws Exception {
    var result = ansible.runner().run(ansible.run("flood.yml"), NOBODY);

    assertThat(result)
        .isEqualTo(new Provisioned.Failed("Talk too much: non-zero return code: the reason"));
  }

  @Test
  void aPortNobodyListensOnIsUnreachable() throws Exception {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    var node = new NodeAddress(new NodeId(8), "127.0.0.1", free, sshd.address().hostKey());

    var result = ansible.runner().run(ansible.run("hang.yml", node, PATIENT), NOBODY);

    assertThat(result)
        .isEqualTo(
            new Provisioned.Unreachable(
                "ssh: connect to host 127.0.0.1 port " + free + ": Connection refused"));
  }

  @Test
  void aFrozenNodeIsUnreachable() throws Exception {
    sshd.freeze();
    try {
      var result = ansible.runner().run(ansible.run("hang.yml", sshd.address(), PATIENT), NOBODY);

      assertThat(result).isInstanceOf(Provisioned.Unreachable.class);
      assertThat(result.toString()).contains("timed out");
    } finally {
      sshd.thaw();
    }
  }

  @Test
  void aNodeWithAnotherHostKeyIsNotTalkedTo() throws Exception {
    String another;
    try (var pair = new TenantKeys().generate("another")) {
      another = pair.publicKey().toString();
    }

    var result =
        ansible.runner().run(ansible.run("hang.yml", sshd.addressWith(another), PATIENT), NOBODY);

    assertThat(result)
        .isEqualTo(
            new Provisioned.Failed("the node shows another host key than the one pinned for it"));
  }

  @Test
  void aNodeThatRefusesOurKeyIsNotAway() throws Exception {
    sshd.authorize("somebody-else");
    try {
      var result = ansible.runner().run(ansible.run("hang.yml", sshd.address(), PATIENT), NOBODY);

      assertThat(result).isEqualTo(new Provisioned.Failed("the node refuses the management key"));
    } finally {
      sshd.authorize("management");
    }
  }

  @Test
  void withoutAnsibleThisWorkerCannotAsk() {
    var none = ansible.runner("ansible-nowhere");

    assertThatThrownBy(() -> none.run(ansible.run("hang.yml"), NOBODY))
        .isInstanceOf(AnsibleUnusableException.class)
        .hasMessageContaining("there is no ansible-nowhere on this worker");
  }

  @ParameterizedTest
  @ValueSource(strings = {"unreadable.yml", "elsewhere.yml", "absent.yml"})
  void aPlaybookThatDoesNotReachTheNodeSaysNothingOfTheNode(String playbook) {
    assertThatThrownBy(() -> ansible.runner().run(ansible.run(playbook), NOBODY))
        .isInstanceOf(AnsibleUnusableException.class);
  }

  @Test
  void whatAnsibleWouldRunAsATemplateIsNotPassedOn() {
    var vars = Map.<String, Object>of("file", "{{ lookup('pipe', 'id') }}");

    assertThatThrownBy(() -> ansible.runner().run(ansible.run("touch.yml", vars, Set.of()), NOBODY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("lookup");
  }

  private PlaybookRun touch(Path file) {
    return ansible.run("touch.yml", Map.of("file", file.toString()), Set.of());
  }
}
