package dev.cordee.activities.rental;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cordee.workflows.fleet.NodeId;
import dev.cordee.workflows.rental.Allocation;
import dev.cordee.workflows.rental.Allocation.Given;
import dev.cordee.workflows.rental.Allocation.InLine;
import dev.cordee.workflows.rental.RentalFailure;
import dev.cordee.workflows.rental.RentalId;
import dev.cordee.workflows.rental.RentalStatus;
import dev.cordee.workflows.rental.Tenancy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllocatorTest {
  private final FleetTables tables = new FleetTables();

  @Test
  void twoHundredWhoAskAtOnceGetFiftyNodesOnceEachWhileASweepHoldsItsRows() throws Exception {
    IntStream.range(0, 50).forEach(i -> tables.node("rack-" + i % 4));
    var rentals = IntStream.range(0, 200).mapToObj(_ -> tables.rental()).toList();

    List<Allocation> answers;
    try (var sweep = tables.lockedNodes();
        var threads = Executors.newFixedThreadPool(12)) {
      var asks = rentals.stream().<Callable<Allocation>>map(r -> () -> ask(r, 1, false)).toList();
      answers = new ArrayList<>();
      for (var answer : threads.invokeAll(asks)) {
        answers.add(answer.get());
      }
    }

    var given = answers.stream().filter(Given.class::isInstance).map(Given.class::cast).toList();
    assertThat(given).hasSize(50);
    assertThat(new HashSet<>(given.stream().map(g -> g.tenancy().node().node()).toList()))
        .hasSize(50);
    assertThat(given.stream().map(g -> g.tenancy().uid()).distinct()).hasSize(50);
  }

  @Test
  void theSameQuestionTwiceHasTheSameAnswer() {
    tables.node("a");
    tables.node("b");
    var rental = tables.rental();

    assertThat(ask(rental, 1, false)).isEqualTo(ask(rental, 1, false)).isInstanceOf(Given.class);
    assertThat(tables.held(rental)).hasSize(1);
  }

  @Test
  void aRentalThatForgotItsNodeAsWhenItsWorkflowWasResetIsGivenTheSame() {
    tables.node("a");
    tables.node("b");
    var rental = tables.rental();
    var held = active(rental);

    assertThat(given(ask(rental, 2, false))).isEqualTo(held);
    assertThat(tables.held(rental)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status = 'UNKNOWN'",
        "status = 'SUSPECT'",
        "status = 'DEAD'",
        "status = 'CLEANING'",
        "status = 'QUARANTINED'",
        "cordoned = true",
        "draining = true",
        "removed_at = now()",
        "fenced_at = now()",
        "set_aside_until = now() + interval '1 minute'",
      })
  void noNodeIsGivenThatIsNotAliveAndOffered(String change) {
    tables.set(tables.node("a"), change);

    assertThat(ask(tables.rental(), 1, false)).isEqualTo(new InLine(1));
  }

  @Test
  void aNodeIsGivenAgainOnlyWhenItHasBeenCleaned() {
    var node = tables.node("a");
    var first = given(ask(tables.rental(), 1, false));
    tables.placements.activate(first);

    assertThat(tables.placements.leave(first, RentalStatus.RELEASING, "over", Duration.ZERO))
        .isTrue();
    assertThat(ask(tables.rental(), 1, false)).isEqualTo(new InLine(1));

    tables.set(node, "status = 'CLEANING'");
    tables.placements.cleaned(first);
    assertThat(tables.status(node)).isEqualTo("ALIVE");
    assertThat(given(ask(tables.rental(), 1, false)).node().node()).isEqualTo(node);
  }

  @Test
  void whoLostANodeGoesBeforeWhoNeverHadOneAndAmongEqualsWhoCameFirst() {
    var node = tables.node("a");
    var tenant = tables.rental();
    var old = active(tenant);
    var first = tables.rental();
    var second = tables.rental();
    assertThat(ask(first, 1, true)).isEqualTo(new InLine(1));
    assertThat(ask(second, 1, true)).isEqualTo(new InLine(2));

    tables.set(node, "status = 'DEAD', silent_since = now()");
    tables.placements.leave(old, RentalStatus.MIGRATING, "dead", Duration.ZERO);
    assertThat(ask(tenant, 2, true)).isEqualTo(new InLine(1));
    assertThat(tables.status(tenant)).isEqualTo(RentalStatus.EN_PANNE);
    assertThat(ask(first, 1, true)).isEqualTo(new InLine(2));

    var freed = tables.node("b");
    assertThat(ask(second, 1, true)).isEqualTo(new InLine(3));
    assertThat(ask(tables.rental(), 1, false)).isInstanceOf(InLine.class);
    assertThat(given(ask(tenant, 2, true)).node().node()).isEqualTo(freed);
    assertThat(tables.status(tenant)).isEqualTo(RentalStatus.MIGRATING);
    assertThat(ask(first, 1, true)).isEqualTo(new InLine(1));
  }

  @Test
  void whoIsSecondInLineNeedNotWaitForTheFirstWhenThereIsANodeForEach() {
    ask(tables.rental(), 1, true);
    var second = tables.rental();
    ask(second, 1, true);

    tables.node("a");
    assertThat(ask(second, 1, true)).isInstanceOf(InLine.class);
    tables.node("b");
    assertThat(ask(second, 1, true)).isInstanceOf(Given.class);
  }

  @Test
  void aFailoverPrefersAnotherFailureDomainAndTakesTheNodeItHadLast() {
    var home = tables.node("a");
    var tenant = tables.rental();
    var old = active(tenant);
    tables.node("a");
    tables.node("a");
    var elsewhere = tables.node("b");

    tables.placements.leave(old, RentalStatus.MIGRATING, "dead", Duration.ZERO);

    assertThat(given(ask(tenant, 2, Optional.of(home))).node().node()).isEqualTo(elsewhere);
  }

  @Test
  void theNodeItHadLastWillDoWhenItIsCleanAndTheOnlyOne() {
    var home = tables.node("a");
    var tenant = tables.rental();
    var old = active(tenant);
    tables.placements.leave(old, RentalStatus.MIGRATING, "dead", Duration.ZERO);
    tables.placements.cleaned(old);

    assertThat(given(ask(tenant, 2, Optional.of(home))).node().node()).isEqualTo(home);
  }

  @Test
  void aRentalThatHasEndedGetsNothing() {
    tables.node("a");
    var rental = tables.rental();
    tables.rentals.end(rental, RentalStatus.FAILED, RentalFailure.GIVEN_UP, "given up");

    assertThat(ask(rental, 1, true)).isInstanceOf(InLine.class);
    assertThat(tables.held(rental)).isEmpty();
  }

  @Test
  void theTableItselfRefusesASecondTenantOnANode() {
    var node = tables.node("a");
    active(tables.rental());
    var other = tables.rental();

    assertThatThrownBy(
            () ->
                tables
                    .jdbc
                    .sql(
                        "INSERT INTO placement (rental_id, epoch, node_id, why)"
                            + " VALUES (:rental, 1, :node, 'by hand')")
                    .param("rental", other.value())
                    .param("node", node.value())
                    .update())
        .hasMessageContaining("placement_one_per_node");
  }

  private Tenancy active(RentalId rental) {
    var tenancy = given(ask(rental, 1, false));
    tables.placements.activate(tenancy);
    return tenancy;
  }

  private Allocation ask(RentalId rental, int epoch, boolean queue) {
    return tables.allocator.allocate(rental, epoch, "asked", Optional.empty(), queue);
  }

  private Allocation ask(RentalId rental, int epoch, Optional<NodeId> avoid) {
    return tables.allocator.allocate(rental, epoch, "asked", avoid, true);
  }

  private static Tenancy given(Allocation allocation) {
    assertThat(allocation).isInstanceOf(Given.class);
    return ((Given) allocation).tenancy();
  }
}
