package dev.cordee.bench.fleet.rental;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.bench.fleet.rental.Failovers.Moved;
import dev.cordee.bench.fleet.rental.RentTimes.Made;
import dev.cordee.bench.fleet.rental.RentTimes.Maker;
import dev.cordee.bench.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RentalReportTest {
  private static final Machine MACHINE = new Machine(2, 0.5, "Linux amd64", "25");
  private static final long SECOND = 1_000_000_000;

  private static List<Moved> moved(double... killed) {
    var moved = new ArrayList<>(List.of(new Moved(Loss.STOP, 8), new Moved(Loss.FREEZE, 29)));
    for (var seconds : killed) {
      moved.add(new Moved(Loss.KILL, seconds));
    }
    return moved;
  }

  private static RentalReport report(List<Moved> moved) {
    return new RentalReport(MACHINE, List.of(), moved);
  }

  @Test
  void half_of_the_failovers_and_the_worst_have_targets_of_their_own() {
    assertThat(report(moved(8, 12, 20)).met()).isTrue();
    assertThat(report(moved(8, 12.1, 20)).met()).isFalse();
    assertThat(report(moved(8, 9, 20.1)).met()).isFalse();
  }

  @Test
  void a_frozen_node_has_only_a_worst() {
    assertThat(report(moved(8)).plain())
        .containsPattern("freeze +1 +29\\.0 +29\\.0 +30 at worst +pass");
  }

  @Test
  void what_was_not_measured_meets_no_target() {
    assertThat(report(List.of(new Moved(Loss.KILL, 8))).met()).isFalse();
    assertThat(report(List.of()).plain()).contains("not measured");
  }

  @Test
  void renting_is_told_as_a_multiple_of_the_playbook_by_hand() {
    var made = List.of(new Made(Maker.CORDEE, 1, 3 * SECOND), new Made(Maker.HAND, 1, 2 * SECOND));

    assertThat(new RentalReport(MACHINE, made, List.of()).markdown())
        .contains("| POST /api/rent | 1 | 1 | 3.0 | 3.0 | 1.5× |");
  }
}
