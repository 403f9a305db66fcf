package dev.cordee.activities.rental;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cordee.workflows.fleet.NodeAddress;
import dev.cordee.workflows.rental.Provisioned;
import dev.cordee.workflows.rental.ProvisioningActivities;
import dev.cordee.workflows.rental.ProvisioningActivities.Expected;
import dev.cordee.workflows.rental.RentalId;
import dev.cordee.workflows.rental.Tenancy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Provisioning as Temporal runs it: heartbeats, cancellation, and results for the workflow. */
class ProvisioningActivitiesTest {
  /** Temporal is told of a heartbeat at most every 0.8 of its time-out. */
  private static final ActivityOptions OPTIONS =
      ActivityOptions.newBuilder()
          .setStartToCloseTimeout(Duration.ofMinutes(5))
          .setHeartbeatTimeout(Duration.ofSeconds(1))
          .build();

  @TempDir Path scratch;
  @TempDir Path keys;
  private Sshd sshd;
  private RealAnsible ansible;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();
  private ProvisioningActivities activities;

  @BeforeEach
  void start() throws Exception {
    sshd = new Sshd(keys);
    ansible = new RealAnsible(sshd, scratch);
    temporal.registerActivitiesImplementations(
        new ProvisioningActivitiesImpl(ansible.provisioning(), meters));
    activities = temporal.newActivityStub(ProvisioningActivities.class, OPTIONS);
  }

  @AfterEach
  void stop() throws IOException {
    temporal.close();
    ansible.close();
    sshd.close();
  }

  @Test
  void thePlaybookGetsWhatItNeeds() {
    var result = activities.create(tenancy(sshd.address()));

    assertThat(result).isInstanceOf(Provisioned.Done.class);
    assertThat(meters.get("cordee.rental.node").tags("action", "create", "result", "Done").timer())
        .isNotNull();
  }

  @Test
  void tasksAreHeartbeatsAndACancelledRunIsEndedBeforeItsActivity() {
    temporal.setActivityHeartbeatListener(
        String.class,
        task -> {
          if (task.equals("Never end")) {
            temporal.requestCancelActivity();
          }
        });

    assertThatThrownBy(() -> activities.delete(tenancy(sshd.address())))
        .isInstanceOfAny(ActivityFailure.class, CanceledFailure.class);
    assertThat(ansible.alive()).isEmpty();
  }

  @Test
  void aNodeThatCannotBeAskedIsNotTakenForAnEmptyOne() throws Exception {
    var stranger =
        tenancy(
            sshd.addressWith(
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBjmJ3a3ESm7jQHQTQGp3aw2JQOjAYH4NFJcQSBKUHLf"));
    assertThat(activities.verify(stranger, Expected.GONE))
        .isEqualTo(
            new Provisioned.Failed("the node shows another host key than the one pinned for it"));

    sshd.close();
    assertThat(activities.verify(tenancy(sshd.address()), Expected.GONE))
        .isInstanceOf(Provisioned.Unreachable.class);
  }

  private static Tenancy tenancy(NodeAddress node) {
    var rental = new RentalId(UUID.randomUUID());
    try (var pair = new TenantKeys().generate("")) {
      return new Tenancy(
          rental, 1, node, AccountNames.of(rental), 59_999, pair.publicKey().toString());
    }
  }
}
