package dev.cordee.web.nodes;

import dev.cordee.activities.fleet.FleetRecords;
import dev.cordee.activities.fleet.NodeRecord;
import dev.cordee.activities.fleet.NodeRecords;
import dev.cordee.web.dashboard.MenuEntry;
import dev.cordee.web.dashboard.Page;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The fleet: every node as a tile, who waits for one, and whether deaths are believed. */
@Page
class FleetPages {
  static final String PATH = "/ui/fleet";
  private static final int RANK = 30;

  /** Of those in line; how many there are is told in any case. */
  private static final int MOST_WAITING = 50;

  private final FleetRecords fleet;
  private final NodeRecords nodes;
  private final LatencyCharts charts;

  FleetPages(FleetRecords fleet, NodeRecords nodes, LatencyCharts charts) {
    this.fleet = fleet;
    this.nodes = nodes;
    this.charts = charts;
  }

  @Bean
  static MenuEntry fleetMenu() {
    return new MenuEntry(RANK, PATH, "nodes.menu");
  }

  @GetMapping(PATH)
  String fleet(@RequestParam(defaultValue = "") String state, Locale language, Model model) {
    var filter = NodeFilter.of(state);
    var all = nodes.all();
    model.addAttribute("fleet", FleetView.of(fleet.summary()));
    model.addAttribute("line", fleet.line(MOST_WAITING));
    model.addAttribute("filter", filter);
    model.addAttribute("counts", counts(all));
    model.addAttribute(
        "tiles",
        all.stream().filter(filter::shows).map(node -> Tile.of(node, charts, language)).toList());
    return "nodes/fleet";
  }

  /** How many nodes each filter would show. */
  private static Map<NodeFilter, Long> counts(List<NodeRecord> all) {
    var counts = new EnumMap<NodeFilter, Long>(NodeFilter.class);
    for (var filter : NodeFilter.values()) {
      counts.put(filter, all.stream().filter(filter::shows).count());
    }
    return counts;
  }
}
