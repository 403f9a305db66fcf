package dev.cordee.activities.rental;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.rental.Provisioned;
import dev.cordee.workflows.rental.RentalId;
import dev.cordee.workflows.rental.RentalStatus;
import dev.cordee.workflows.rental.RentalWorkflow;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A rental's whole life but for failover, over the real tables. */
class RentalWorkflowTest {
  private final RentalServer server = new RentalServer();
  private final FleetTables tables = server.tables;

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void aRentalGetsAnAccountAndLeavesNothingWhenItIsReleased() throws Exception {
    var node = tables.node("a");

    var rental = server.active();
    assertThat(server.nodes.on(node)).containsExactly(AccountNames.of(rental));

    server.release(rental);
    assertThat(server.result(rental)).isEqualTo(RentalStatus.RELEASED);
    assertThat(server.nodes.on(node)).isEmpty();
    assertThat(tables.held(rental)).isEmpty();
    assertThat(tables.audit(rental))
        .containsExactly("requested", "allocated", "active", "left", "cleaned", "released");
  }

  @Test
  void aCancelIsARelease() throws Exception {
    var node = tables.node("a");
    var rental = server.active();

    server.stub(rental).cancel();

    server.await(rental, RentalStatus.RELEASED);
    assertThat(server.nodes.on(node)).isEmpty();
    assertThat(tables.held(rental)).isEmpty();
  }

  @Test
  void theEndOfTheLeaseReleases() throws Exception {
    var node = tables.node("a");
    var rental = server.active();

    server.passes(Duration.ofMinutes(119));
    assertThat(tables.status(rental)).isEqualTo(RentalStatus.ACTIVE);
    server.passes(Duration.ofMinutes(2));

    server.await(rental, RentalStatus.RELEASED);
    assertThat(server.nodes.on(node)).isEmpty();
  }

  @Test
  void anExtensionCountsFromTheLeasesEndAndReleasesThen() throws Exception {
    tables.node("a");
    var rental = server.active();
    var end = tables.leaseEnd(rental);

    var later = server.stub(rental).update("extend", Instant.class, Duration.ofHours(1));

    assertThat(later).isEqualTo(end.plus(Duration.ofHours(1))).isEqualTo(tables.leaseEnd(rental));
    server.passes(Duration.ofMinutes(179));
    assertThat(tables.status(rental)).isEqualTo(RentalStatus.ACTIVE);
    server.passes(Duration.ofMinutes(2));
    server.await(rental, RentalStatus.RELEASED);
  }

  @Test
  void aLeaseIsNeverLongerThanMayBeAndNotExtendedWhenItIsOver() throws Exception {
    tables.node("a");
    var rental = server.active();
    var end = tables.leaseEnd(rental);

    assertThat(refusal(rental, Duration.ofHours(71))).startsWith(RentalWorkflow.TOO_LONG);
    assertThat(tables.leaseEnd(rental)).isEqualTo(end);

    server.nodes.stop(new NodeId(tables.held(rental).getFirst()));
    server.release(rental);
    server.await(rental, RentalStatus.RELEASING);
    assertThat(refusal(rental, Duration.ofHours(1))).isEqualTo(RentalWorkflow.NOT_RUNNING);
  }

  private String refusal(RentalId rental, Duration by) {
    var thrown =
        catchThrowableOfType(
            WorkflowUpdateException.class,
            () -> server.stub(rental).update("extend", Instant.class, by));
    return ((ApplicationFailure) thrown.getCause()).getOriginalMessage();
  }

  @Test
  void withoutAFreeNodeItFailsAtOnceAndTheSameIdMayTryAgain() throws Exception {
    var rental = server.rent();

    assertFails(rental, "NO_NODE");
    assertThat(tables.status(rental)).isEqualTo(RentalStatus.FAILED);
    assertThat(tables.failure(rental)).isEqualTo("NO_NODE");

    tables.node("a");
    server.start(rental, Duration.ZERO);
    server.await(rental, RentalStatus.ACTIVE);
  }

  @Test
  void whoHasPatienceGetsTheNodeThatIsFreedMeanwhile() throws Exception {
    tables.node("a");
    var first = server.active();
    var second = server.rent(Duration.ofMinutes(5));
    Await.until("it stands in line", () -> tables.inLine(second));

    server.release(first);

    server.await(second, RentalStatus.ACTIVE);
    assertThat(server.nodes.overlaps()).isEmpty();
  }

  @Test
  void patienceEnds() throws Exception {
    var rental = server.rent(Duration.ofMinutes(5));
    Await.until("it stands in line", () -> tables.inLine(rental));

    assertFails(rental, "NO_NODE");
    assertThat(tables.inLine(rental)).isFalse();
  }

  @Test
  void aNodeThatCannotBeProvisionedIsSetAsideAndAnotherTried() throws Exception {
    var bad = tables.node("a");
    server.nodes.next(
        bad,
        () -> {
          tables.node("b");
          return new Provisioned.Failed("disk full");
        });

    var rental = server.active();

    assertThat(tables.held(rental)).last().isNotEqualTo(bad.value());
    assertThat(tables.aside(bad)).isTrue();
    Await.until("the bad node is clean", () -> tables.held(rental).size() == 1);
  }

  @Test
  void whenNoneWorksNothingStaysAllocated() throws Exception {
    var one = tables.node("a");
    var other = tables.node("b");
    server.nodes.next(one, () -> new Provisioned.Failed("disk full"));
    server.nodes.next(other, () -> new Provisioned.Unreachable("no route"));

    var rental = server.rent();

    assertFails(rental, "NOT_PROVISIONED");
    Await.until("all is clean", () -> tables.held(rental).isEmpty());
    assertThat(tables.aside(one)).isTrue();
    assertThat(tables.aside(other)).as("it could only not be reached").isFalse();
  }

  @Test
  void itIsNotReportedAsReleasedWhileItsNodeCannotBeReached() throws Exception {
    var node = tables.node("a");
    var rental = server.active();
    server.nodes.stop(node);

    server.release(rental);
    server.await(rental, RentalStatus.RELEASING);
    Await.until("the cleaning gave up", () -> server.hasEnded("clean-node-" + node));
    server.passes(Duration.ofHours(5));
    assertThat(tables.status(rental)).isEqualTo(RentalStatus.RELEASING);
    assertThat(tables.held(rental)).containsExactly(node.value());

    server.nodes.start(node);
    server.clean(node);
    assertThat(server.result(rental)).isEqualTo(RentalStatus.RELEASED);
    assertThat(server.nodes.on(node)).isEqualTo(Set.of());
  }

  @Test
  void aPersonWhoVouchesForANodeEndsTheWaitingForIt() throws Exception {
    var node = tables.node("a");
    var rental = server.active();
    server.nodes.stop(node);
    server.release(rental);
    server.await(rental, RentalStatus.RELEASING);

    tables.set(node, "fenced_at = now()");
    server.stub(rental).signal("cleaned");

    assertThat(server.result(rental)).isEqualTo(RentalStatus.RELEASED);
    assertThat(tables.held(rental)).containsExactly(node.value());
  }

  @Test
  void whatIsReleasedWhileItStandsInLineNeverGetsANode() throws Exception {
    var rental = server.rent(Duration.ofMinutes(5));
    Await.until("it stands in line", () -> tables.inLine(rental));

    server.release(rental);

    assertFails(rental, "GIVEN_UP");
    tables.node("a");
    assertThat(tables.held(rental)).isEmpty();
  }

  private void assertFails(RentalId rental, String type) {
    assertThatThrownBy(() -> server.result(rental))
        .isInstanceOf(WorkflowFailedException.class)
        .satisfies(
            thrown ->
                assertThat(((ApplicationFailure) thrown.getCause()).getType()).isEqualTo(type));
  }
}
