package dev.cordee.web.overview;

import dev.cordee.activities.fleet.FleetRecords;
import dev.cordee.activities.saga.SagaPulse;
import dev.cordee.activities.sales.SaleRecord;
import dev.cordee.activities.sales.SaleRecords;
import dev.cordee.web.dashboard.Attention;
import dev.cordee.web.dashboard.MenuEntry;
import dev.cordee.web.dashboard.NeedsAttention;
import dev.cordee.web.dashboard.Page;
import dev.cordee.workflows.sales.SaleState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page. */
@Page
class OverviewPages {

  /** Since this process began. */
  private final Instant startedAt = Instant.now();

  private final List<NeedsAttention> sources;
  private final SagaPulses pulses;
  private final Parts parts;
  private final UsedQueues used;
  private final FleetRecords fleet;
  private final SaleRecords sales;

  OverviewPages(
      List<NeedsAttention> sources,
      SagaPulses pulses,
      Parts parts,
      UsedQueues used,
      FleetRecords fleet,
      SaleRecords sales) {
    this.sources = sources;
    this.pulses = pulses;
    this.parts = parts;
    this.used = used;
    this.fleet = fleet;
    this.sales = sales;
  }

  @Bean
  static MenuEntry overviewMenu() {
    return new MenuEntry(10, "/", "dashboard.menu.overview");
  }

  /**
   * A kind of saga.
   *
   * @param started within the hour, as the next two
   */
  record Kind(SagaPulse pulse, MinuteBars bars, long started, long confirmed, long undone) {
    static Kind of(SagaPulse pulse) {
      var minutes = pulse.minutes();
      return new Kind(
          pulse,
          MinuteBars.of(minutes),
          minutes.stream().mapToLong(SagaPulse.Minute::started).sum(),
          minutes.stream().mapToLong(SagaPulse.Minute::confirmed).sum(),
          minutes.stream().mapToLong(SagaPulse.Minute::undone).sum());
    }
  }

  /** A queue, and what is to be thought of it. */
  record Queue(QueueHealth health, QueueHealth.State state) {}

  @GetMapping("/")
  String overview(Model model) {
    var seen = parts.snapshot();
    model.addAttribute("attention", attention());
    model.addAttribute("kinds", pulses.now().stream().map(Kind::of).toList());
    model.addAttribute("parts", seen);
    model.addAttribute(
        "queues", seen.queues().stream().map(q -> new Queue(q, used.state(q, seen.at()))).toList());
    model.addAttribute("startedAt", startedAt);
    model.addAttribute("fleet", fleet.summary());
    model.addAttribute("census", sales.census());
    model.addAttribute("sales", byState(sales.active()));
    return "overview/overview";
  }

  private List<Attention> attention() {
    return sources.stream()
        .flatMap(source -> source.list().stream())
        .sorted(Attention.ORDER)
        .toList();
  }

  private static Map<SaleState, Long> byState(List<SaleRecord> active) {
    return active.stream()
        .collect(Collectors.groupingBy(SaleRecord::state, TreeMap::new, Collectors.counting()));
  }
}
