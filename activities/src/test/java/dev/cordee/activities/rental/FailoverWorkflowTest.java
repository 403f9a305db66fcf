package dev.cordee.activities.rental;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.rental.Provisioned;
import dev.cordee.workflows.rental.RentalId;
import dev.cordee.workflows.rental.RentalStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a tenant whose node dies, over the real tables. */
class FailoverWorkflowTest {
  private final RentalServer server = new RentalServer();
  private final FleetTables tables = server.tables;

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void aTenantMovesAndTheOldNodeIsOfferedOnlyWhenItHasBeenCleaned() throws Exception {
    var home = tables.node("a");
    var rental = server.active();
    var other = tables.node("b");

    dies(home);
    server.leaveNode(rental, 1);
    server.await(rental, RentalStatus.MIGRATING);
    server.await(rental, RentalStatus.ACTIVE);

    assertThat(server.nodes.on(other)).containsExactly(AccountNames.of(rental));
    assertThat(server.nodes.on(home)).as("nobody could remove it yet").isNotEmpty();
    assertThat(tables.held(rental)).containsExactly(home.value(), other.value());
    Await.until("it is told", () -> server.told.equals(List.of(rental + " 2")));
    assertThat(server.meters.get("cordee.rental.failover").timer().count()).isEqualTo(1);

    server.nodes.start(home);
    tables.set(home, "status = 'CLEANING', silent_since = NULL");
    server.clean(home);
    Await.until("the old node is offered again", () -> tables.status(home).equals("ALIVE"));
    assertThat(server.nodes.on(home)).isEmpty();
    assertThat(tables.held(rental)).containsExactly(other.value());
  }

  @Test
  void whoeverSaysTwiceThatANodeIsLostMovesNobodyTwice() throws Exception {
    var home = tables.node("a");
    var rental = server.active();
    tables.node("b");
    tables.node("c");

    dies(home);
    server.leaveNode(rental, 1);
    server.leaveNode(rental, 1);
    Await.until("it is on its second node", () -> tables.held(rental).size() == 2);
    server.await(rental, RentalStatus.ACTIVE);
    server.leaveNode(rental, 1);
    server.nodeFree(rental);
    server.release(rental);
    server.await(rental, RentalStatus.RELEASING);

    assertThat(tables.audit(rental).stream().filter("allocated"::equals)).hasSize(2);
  }

  @Test
  void withoutAFreeNodeItIsEnPanneAndGoesOnWhenOneIsFreedBeforeNewRentals() throws Exception {
    var home = tables.node("a");
    var lost = server.active();
    var other = tables.node("b");
    var neighbour = server.active();
    var newcomer = server.rent(Duration.ofHours(1));
    Await.until("the newcomer stands in line", () -> tables.inLine(newcomer));

    dies(home);
    server.leaveNode(lost, 1);
    server.await(lost, RentalStatus.EN_PANNE);
    server.release(neighbour);
    server.await(lost, RentalStatus.ACTIVE);

    assertThat(server.nodes.on(other)).containsExactly(AccountNames.of(lost));
    assertThat(tables.inLine(newcomer)).isTrue();
    assertThat(server.nodes.overlaps()).isEmpty();

    server.release(lost);
    server.await(newcomer, RentalStatus.ACTIVE);
  }

  @Test
  void theOnlyNodeThereIsTakesItsTenantBackWhenItReturns() throws Exception {
    var home = tables.node("a");
    var rental = server.active();

    dies(home);
    server.leaveNode(rental, 1);
    server.await(rental, RentalStatus.EN_PANNE);
    server.nodes.start(home);
    tables.set(home, "status = 'CLEANING'");
    server.clean(home);

    server.await(rental, RentalStatus.ACTIVE);
    assertThat(tables.held(rental)).containsExactly(home.value());
    assertThat(server.nodes.on(home)).containsExactly(AccountNames.of(rental));
  }

  @Test
  void aNodeThatFailsDuringTheMoveIsLeftForTheNext() throws Exception {
    var home = tables.node("a");
    var rental = server.active();
    var bad = tables.node("b");
    server.nodes.next(bad, () -> new Provisioned.Unreachable("it died just now"));

    dies(home);
    server.leaveNode(rental, 1);
    server.await(rental, RentalStatus.EN_PANNE);
    var good = tables.node("c");
    server.nodeFree(rental);
    server.await(rental, RentalStatus.ACTIVE);

    assertThat(tables.held(rental)).last().isEqualTo(good.value());
    assertThat(tables.aside(bad)).as("it did nothing wrong").isFalse();
    Await.until("the bad node is clean", () -> server.nodes.on(bad).isEmpty());
  }

  @Test
  void aTenantWhoMovesTwiceIsOnOneNodeInTheEnd() throws Exception {
    var first = tables.node("a");
    var rental = server.active();
    var second = tables.node("b");
    dies(first);
    server.leaveNode(rental, 1);
    Await.until("it is on its second node", () -> isOn(rental, second));
    var third = tables.node("c");
    dies(second);
    server.leaveNode(rental, 2);
    Await.until("it is on its third node", () -> isOn(rental, third));

    for (var back : List.of(first, second)) {
      server.nodes.start(back);
      tables.set(back, "status = 'CLEANING'");
      server.clean(back);
      Await.until("it is clean", () -> tables.status(back).equals("ALIVE"));
    }
    assertThat(tables.held(rental)).containsExactly(third.value());
    assertThat(server.nodes.on(third)).containsExactly(AccountNames.of(rental));
  }

  @Test
  void aRentalThatIsResetToItsBeginningKeepsItsNodeAndReleasesIt() throws Exception {
    var home = tables.node("a");
    var rental = server.active();
    tables.node("b");

    server.stub(rental).terminate("by mistake");
    server.startOver(rental);
    Await.until("it made sure of its account", () -> server.nodes.made(home) == 2);
    server.release(rental);

    assertThat(server.result(rental)).isEqualTo(RentalStatus.RELEASED);
    assertThat(tables.held(rental)).isEmpty();
    assertThat(server.nodes.on(home)).isEmpty();
  }

  @Test
  void aLeaseThatIsExtendedWhileItIsEnPanneIsWaitedFor() throws Exception {
    var home = tables.node("a");
    var rental = server.active();
    dies(home);
    server.leaveNode(rental, 1);
    server.await(rental, RentalStatus.EN_PANNE);

    server.stub(rental).update("extend", Instant.class, Duration.ofHours(5));
    server.passes(Duration.ofHours(3));
    assertThat(tables.status(rental)).isEqualTo(RentalStatus.EN_PANNE);
    assertThat(tables.inLine(rental)).isTrue();
    tables.node("b");
    server.nodeFree(rental);

    server.await(rental, RentalStatus.ACTIVE);
  }

  @Test
  void aLeaseThatEndsWhileItIsEnPanneEndsTheRental() throws Exception {
    var home = tables.node("a");
    var rental = server.active();
    dies(home);
    server.leaveNode(rental, 1);
    server.await(rental, RentalStatus.EN_PANNE);

    server.passes(Duration.ofHours(3));
    server.await(rental, RentalStatus.RELEASING);
    assertThat(tables.inLine(rental)).isFalse();

    server.nodes.start(home);
    server.clean(home);
    assertThat(server.result(rental)).isEqualTo(RentalStatus.RELEASED);
  }

  private boolean isOn(RentalId rental, NodeId node) {
    return tables.status(rental) == RentalStatus.ACTIVE
        && tables.held(rental).getLast() == node.value();
  }

  private void dies(NodeId node) {
    server.nodes.stop(node);
    tables.set(node, "status = 'DEAD', silent_since = now() - interval '5 s'");
  }
}
