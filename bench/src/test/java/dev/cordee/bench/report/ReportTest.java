package dev.cordee.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.bench.machine.Machine;
import dev.cordee.bench.report.Cell.Books;
import dev.cordee.bench.report.Cell.Cpu;
import dev.cordee.bench.report.Cell.Events;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Machine MACHINE = new Machine(2, 0.5, "Linux amd64", "25");

  @Test
  void a_table_is_aligned_on_a_terminal_and_piped_in_markdown() {
    var table = new Table("subject", "p50");
    table.row("a", "12.5");
    table.row("bb", "3");

    assertThat(table.plain()).isEqualTo("subject   p50\na        12.5\nbb          3");
    assertThat(table.markdown())
        .isEqualTo("| subject | p50 |\n|---|--:|\n| a | 12.5 |\n| bb | 3 |");
  }

  @Test
  void ratios_set_cordee_against_both_baselines() {
    var report =
        new Report(
            MACHINE,
            "",
            List.of(cell(Subject.PLAIN, 100, 1), cell(Subject.SAMPLES, 5, 100), cell(10, 40)));

    assertThat(report.plain()).containsPattern("Cordée against +1 +2\\.0 +0\\.40 +0\\.10");
  }

  @Test
  void rounds_are_pooled() {
    var report = new Report(MACHINE, "", List.of(cell(10, 40), cell(30, 40)));

    assertThat(report.plain()).containsPattern("c  Cordée +1 +20\\.0 +40\\.0");
  }

  @Test
  void cpu_is_per_thousand_sagas_and_a_dash_where_unknown() {
    var report = new Report(MACHINE, "", List.of(cell(10, 40)));

    assertThat(report.plain()).containsPattern("40\\.0 +9 +– +200 +–\\n");
  }

  @Test
  void differences_are_told_with_their_cell() {
    var good = cell(10, 40);
    var books = new Books(1, 0, 0, List.of("1 started, 0 confirmed and 0 refused"));
    var bad = new Cell(Subject.CORDEE, 1, 1, good.latencies(), good.cpu(), good.events(), books);

    assertThat(new Report(MACHINE, "", List.of(good)).plain()).contains("CONSERVED: 10 orders");
    assertThat(new Report(MACHINE, "", List.of(good, bad)).conserved()).isFalse();
    assertThat(new Report(MACHINE, "", List.of(good, bad)).plain())
        .contains("NOT CONSERVED:\n- c  Cordée, 1 callers: 1 started");
  }

  @Test
  void raw_numbers_keep_every_latency() {
    var json = RawNumbers.of(MACHINE, "short", List.of(cell(10, 40))).toJson();

    assertThat(json).contains("40000000", "\"sagasPerSecond\" : 10.0", "\"server\" : 2.0");
  }

  private static Cell cell(int sagas, long millis) {
    return cell(Subject.CORDEE, sagas, millis);
  }

  /** One second at one caller. */
  private static Cell cell(Subject subject, int sagas, long millis) {
    return new Cell(
        subject,
        1,
        1,
        Collections.nCopies(sagas, millis * 1_000_000),
        new Cpu(OptionalDouble.of(2), OptionalDouble.empty()),
        new Events(List.of(9L, 9L, 12L), List.of()),
        new Books(sagas, sagas, 0, List.of()));
  }
}
