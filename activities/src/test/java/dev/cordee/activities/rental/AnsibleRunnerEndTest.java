package dev.cordee.activities.rental;

import static dev.cordee.activities.rental.RealAnsible.NOBODY;
import static dev.cordee.activities.rental.RealAnsible.PATIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cordee.activities.rental.AnsibleSettings.Limits;
import dev.cordee.workflows.rental.Provisioned;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A run that is not to go on is ended with all that it started: Ansible, its workers, ssh. */
class AnsibleRunnerEndTest extends AnsibleRig {
  @Test
  void aRunThatTakesTooLongIsEndedWithAllItsProcesses() throws Exception {
    var seen = new AtomicReference<>(List.<String>of());
    var limits = new Limits(Duration.ofSeconds(20), PATIENT.idle(), PATIENT.grace());
    var hang =
        new PlaybookRun(
            "hang.yml", sshd.address(), Map.of("token", "tok-4711"), Set.of("token"), limits);

    var result =
        ansible
            .runner()
            .run(
                hang,
                task -> {
                  if (task.equals("Never end")) {
                    seen.set(ansible.commandLines());
                  }
                });

    assertThat(result)
        .isEqualTo(new Provisioned.Failed("did not end within 20000 ms, in task Never end"));
    assertThat(seen.get())
        .as("Ansible and ssh were at work, and no command line held the secret")
        .anyMatch(line -> line.contains("ansible-playbook"))
        .anyMatch(line -> line.contains("StrictHostKeyChecking=yes"))
        .noneMatch(line -> line.contains("tok-4711"));
  }

  @Test
  void aRunThatFallsSilentIsEnded() throws Exception {
    var limits = new Limits(PATIENT.wall(), Duration.ofSeconds(12), PATIENT.grace());

    var result = ansible.runner().run(ansible.run("hang.yml", limits), NOBODY);

    assertThat(result)
        .isEqualTo(new Provisioned.Failed("said nothing for 12000 ms, in task Never end"));
  }

  @Test
  void whoeverWatchesCanEndARun() {
    var enough = new IllegalStateException("enough");

    assertThatThrownBy(
            () ->
                ansible
                    .runner()
                    .run(
                        ansible.run("hang.yml"),
                        task -> {
                          if (task.equals("Never end")) {
                            throw enough;
                          }
                        }))
        .isSameAs(enough);
  }

  @Test
  void anInterruptEndsARun() throws Exception {
    var outcome = new AtomicReference<Object>();
    var thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    outcome.set(ansible.runner().run(ansible.run("hang.yml"), NOBODY));
                  } catch (InterruptedException ended) {
                    outcome.set(ansible.alive());
                  }
                });
    Await.until(
        "ssh is at work", () -> ansible.commandLines().stream().anyMatch(l -> l.contains("ssh ")));

    thread.interrupt();
    thread.join();

    assertThat(outcome.get()).as("what is left when the interrupt is told").isEqualTo(List.of());
  }

  /** By the kernel for want of memory, or by a person: not the node's doing. */
  @Test
  void aRunThatIsKilledByOthersSaysNothingOfTheNode() {
    assertThatThrownBy(
            () ->
                ansible
                    .runner()
                    .run(
                        ansible.run("hang.yml"),
                        task -> {
                          if (task.equals("Never end")) {
                            ansible.alive().forEach(ProcessHandle::destroyForcibly);
                          }
                        }))
        .isInstanceOf(AnsibleUnusableException.class)
        .hasMessageContaining("ended with 137 before its end");
  }
}
