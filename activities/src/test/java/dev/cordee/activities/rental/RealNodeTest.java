package dev.cordee.activities.rental;

import static dev.cordee.activities.rental.RealAnsible.NOBODY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cordee.workflows.rental.Provisioned;
import dev.cordee.workflows.rental.Provisioned.Done;
import dev.cordee.workflows.rental.ProvisioningActivities.Expected;
import dev.cordee.workflows.rental.RentalId;
import dev.cordee.workflows.rental.Tenancy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project's own playbooks on a node as tenants get them, one tenant after the other. */
class RealNodeTest {
  private static final AtomicInteger UIDS = new AtomicInteger(20_000);

  @TempDir static Path home;
  private static RealNode node;

  @TempDir Path scratch;
  private RunDirectories directories;
  private Provisioning provisioning;
  private TenantKeyPair keys;

  @BeforeAll
  static void makeNode() throws Exception {
    node = new RealNode(home);
  }

  @AfterAll
  static void removeNode() throws Exception {
    node.close();
  }

  @BeforeEach
  void open() {
    directories = RunDirectories.in(scratch);
    provisioning = new Provisioning(node.settings(), directories);
    keys = new TenantKeys().generate("tenant");
  }

  @AfterEach
  void close() {
    keys.close();
    assertThat(new RunProcesses(scratch).alive()).isEmpty();
    directories.close();
  }

  @Test
  void aTenantComesAndGoesWithoutATrace() throws Exception {
    var tenancy = tenancy(new RentalId(UUID.randomUUID()), 1);

    assertThat(provisioning.create(tenancy, NOBODY)).isEqualTo(new Done(true));
    assertThat(provisioning.verify(tenancy, Expected.OPEN, NOBODY)).isEqualTo(new Done(false));
    assertThat(provisioning.create(tenancy, NOBODY)).as("a repeat").isEqualTo(new Done(false));
    var session = asTenant(tenancy, "echo $(id -un) $(id -u); exec sleep 600");
    assertThat(session.inputReader().readLine())
        .isEqualTo(tenancy.username() + " " + tenancy.uid());

    assertThat(provisioning.delete(tenancy, NOBODY)).isEqualTo(new Done(true));
    assertThat(session.waitFor()).as("the session's end").isNotZero();
    assertThat(provisioning.verify(tenancy, Expected.GONE, NOBODY)).isEqualTo(new Done(false));
    assertThat(provisioning.delete(tenancy, NOBODY)).as("a repeat").isEqualTo(new Done(false));
    assertThat(provisioning.verify(tenancy, Expected.OPEN, NOBODY))
        .isEqualTo(new Provisioned.Failed("there is no account " + tenancy.username()));
  }

  @Test
  void aPlacementOfThePastIsRefused() throws Exception {
    var rental = new RentalId(UUID.randomUUID());
    var past = tenancy(rental, 1);
    var later = tenancy(past, 2);
    assertThat(provisioning.create(later, NOBODY)).isEqualTo(new Done(true));

    assertThat(provisioning.create(past, NOBODY)).isInstanceOf(Provisioned.Refused.class);
    assertThat(provisioning.delete(past, NOBODY)).isInstanceOf(Provisioned.Refused.class);
    assertThat(provisioning.verify(past, Expected.GONE, NOBODY))
        .isInstanceOf(Provisioned.Refused.class);

    assertThat(provisioning.verify(later, Expected.OPEN, NOBODY)).isEqualTo(new Done(false));
    assertThat(provisioning.delete(later, NOBODY)).isEqualTo(new Done(true));
    assertThat(provisioning.create(past, NOBODY)).isInstanceOf(Provisioned.Refused.class);
  }

  @Test
  void aNodeHasOneTenant() throws Exception {
    var first = tenancy(new RentalId(UUID.randomUUID()), 1);
    var second = tenancy(new RentalId(UUID.randomUUID()), 1);
    assertThat(provisioning.create(first, NOBODY)).isEqualTo(new Done(true));

    assertThat(provisioning.create(second, NOBODY))
        .isInstanceOfSatisfying(
            Provisioned.Failed.class, no -> assertThat(no.reason()).contains("OCCUPIED"));

    assertThat(provisioning.delete(first, NOBODY)).isEqualTo(new Done(true));
    assertThat(provisioning.delete(second, NOBODY))
        .as("what never was there")
        .isInstanceOf(Done.class);
  }

  @Test
  void runsAtOnceAndRunsCutShortConverge() throws Exception {
    var tenancy = tenancy(new RentalId(UUID.randomUUID()), 1);
    var cut = new IllegalStateException("cut");

    assertThatThrownBy(
            () ->
                provisioning.create(
                    tenancy,
                    task -> {
                      if (!task.isEmpty()) {
                        throw cut;
                      }
                    }))
        .isSameAs(cut);
    try (var threads = Executors.newFixedThreadPool(2)) {
      var one = threads.submit(() -> provisioning.create(tenancy, NOBODY));
      var two = threads.submit(() -> provisioning.create(tenancy, NOBODY));
      assertThat(List.of(one.get(), two.get())).allMatch(Done.class::isInstance);
    }

    assertThat(provisioning.verify(tenancy, Expected.OPEN, NOBODY)).isEqualTo(new Done(false));
    assertThat(provisioning.delete(tenancy, NOBODY)).isEqualTo(new Done(true));
  }

  @Test
  void aFrozenNodeIsUnreachable() throws Exception {
    var tenancy = tenancy(new RentalId(UUID.randomUUID()), 1);
    node.freeze();
    try {
      assertThat(provisioning.create(tenancy, NOBODY)).isInstanceOf(Provisioned.Unreachable.class);
      assertThat(provisioning.verify(tenancy, Expected.GONE, NOBODY))
          .isInstanceOf(Provisioned.Unreachable.class);
    } finally {
      node.thaw();
    }
    assertThat(provisioning.delete(tenancy, NOBODY)).isInstanceOf(Done.class);
    assertThat(provisioning.verify(tenancy, Expected.GONE, NOBODY)).isEqualTo(new Done(false));
  }

  /** With the line of known hosts that a tenant is told, and strict. */
  private Process asTenant(Tenancy tenancy, String command) throws IOException {
    var key = secret("id", keys.privateKey());
    var hosts = secret("hosts", tenancy.node().knownHostsLine() + "\n");
    return new ProcessBuilder(
            List.of(
                "ssh",
                "-F",
                "/dev/null",
                "-i",
                key.toString(),
                "-o",
                "UserKnownHostsFile=" + hosts,
                "-o",
                "StrictHostKeyChecking=yes",
                "-o",
                "BatchMode=yes",
                "-p",
                Integer.toString(tenancy.node().port()),
                tenancy.username() + "@" + tenancy.node().host(),
                command))
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectError(scratch.resolve("ssh.err").toFile())
        .start();
  }

  private Path secret(String name, String content) throws IOException {
    Files.deleteIfExists(scratch.resolve(name));
    return new RunDirectory(scratch).write(name, content.getBytes(StandardCharsets.UTF_8));
  }

  private Tenancy tenancy(RentalId rental, int epoch) {
    return new Tenancy(
        rental,
        epoch,
        node.address(),
        AccountNames.of(rental),
        UIDS.incrementAndGet(),
        keys.publicKey().toString());
  }

  private static Tenancy tenancy(Tenancy of, int epoch) {
    return new Tenancy(of.rental(), epoch, of.node(), of.username(), of.uid(), of.publicKey());
  }
}
