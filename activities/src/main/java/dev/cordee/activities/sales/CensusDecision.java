package dev.cordee.activities.sales;

import dev.cordee.activities.sales.SaleWorkflowsOpen.Fate;
import dev.cordee.workflows.sales.AppName;
import dev.cordee.workflows.sales.SaleId;
import dev.cordee.workflows.sales.SaleRequest;
import dev.cordee.workflows.sales.SaleRequest.Origin;
import dev.cordee.workflows.sales.SaleState;
import dev.cordee.workflows.sales.SweepActivities.Found;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What follows from Azure's list, beside what is looked after. Pure: the same facts, the same
 * decision.
 *
 * @param found apps that need a workflow
 * @param missing live sales whose app was not listed
 * @param untold sales that the table does not tell of as their workflows would
 * @param orphans apps of ours that nobody looks after any more
 * @param vanished sales of which there is neither an app nor a workflow
 */
record CensusDecision(
    List<Found> found,
    List<AppName> missing,
    List<AppName> untold,
    List<AppName> orphans,
    List<AppName> vanished) {

  /**
   * What is known.
   *
   * @param begun when the list was asked for: what happened since, it cannot tell
   * @param listed all of the list
   * @param known active sales of the table, as they were before the list was written to it
   * @param running which have a workflow
   * @param fates of the workflows of all the others, listed or active
   */
  record Facts(
      Instant begun,
      List<ListedApp> listed,
      Map<AppName, SaleRecord> known,
      Set<AppName> running,
      Map<AppName, Fate> fates) {

    private boolean isLookedAfter(AppName app) {
      return running.contains(app) || fates.get(app) instanceof Fate.Running;
    }
  }

  static CensusDecision of(Facts facts, SaleRules rules) {
    var found = new ArrayList<Found>();
    var orphans = new ArrayList<AppName>();
    for (var app : facts.listed()) {
      if (!facts.isLookedAfter(app.name())) {
        unattended(app, facts, rules, found, orphans);
      }
    }
    return new CensusDecision(found, missing(facts), untold(facts), orphans, vanished(facts));
  }

  private static void unattended(
      ListedApp app, Facts facts, SaleRules rules, List<Found> found, List<AppName> orphans) {
    if (app.provisioning() == ListedApp.Provisioning.DELETING) {
      // somebody sees to it; should it come to nothing, it is listed otherwise again
      return;
    }
    var orphanSince =
        Optional.ofNullable(facts.known().get(app.name())).flatMap(SaleRecord::orphanSince);
    switch (facts.fates().get(app.name())) {
      case Fate.Closed(var at) when at.isAfter(facts.begun()) -> {
        // the list is older than its end
      }
      case Fate.Closed _ when app.ours() -> orphan(app, orphanSince, facts, rules, found, orphans);
      case null, default -> {
        if (orphanSince.isPresent()) {
          // its end has been forgotten, not undone
          orphan(app, orphanSince, facts, rules, found, orphans);
        } else {
          found.add(taken(app, isEnding(app, facts) ? Origin.LEFT_OVER : origin(app)));
        }
      }
    }
  }

  /** Somebody wanted it over, or it had failed: that is not forgotten because Temporal forgot. */
  private static boolean isEnding(ListedApp app, Facts facts) {
    return Optional.ofNullable(facts.known().get(app.name()))
        .filter(sale -> !sale.run().isEmpty())
        .filter(
            sale ->
                sale.state() == SaleState.STOPPING
                    // for a stranger's app a sale fails that wanted its name
                    || (sale.state() == SaleState.FAILED && app.ours()))
        .isPresent();
  }

  private static void orphan(
      ListedApp app,
      Optional<Instant> since,
      Facts facts,
      SaleRules rules,
      List<Found> found,
      List<AppName> orphans) {
    var isDue =
        rules.removeOrphans()
            && since.filter(at -> at.plus(rules.orphanGrace()).isBefore(facts.begun())).isPresent();
    if (isDue) {
      found.add(taken(app, Origin.LEFT_OVER));
    } else {
      orphans.add(app.name());
    }
  }

  private static Found taken(ListedApp app, Origin origin) {
    return new Found(app.name(), SaleRequest.found(saleId(app), origin, end(app)));
  }

  static Origin origin(ListedApp app) {
    return app.ours() ? Origin.REBUILT : Origin.ADOPTED;
  }

  /** What somebody else means by such a tag is not known, and nothing to remove an app for. */
  static Optional<Instant> end(ListedApp app) {
    return app.ours() ? app.expiresAt() : Optional.empty();
  }

  /** One that somebody else made goes by what its name says. */
  static SaleId saleId(ListedApp app) {
    return app.saleId().orElseGet(() -> new SaleId(app.name().suffix()));
  }

  /** One that is starting need not be there yet, one that is stopping sees for itself. */
  private static List<AppName> missing(Facts facts) {
    var listed = names(facts);
    return facts.known().values().stream()
        .filter(sale -> sale.state() == SaleState.LIVE || sale.state() == SaleState.DEGRADED)
        .map(SaleRecord::app)
        .filter(app -> facts.isLookedAfter(app) && !listed.contains(app))
        .toList();
  }

  private static List<AppName> untold(Facts facts) {
    var looked = new HashSet<>(facts.running());
    facts.listed().stream().map(ListedApp::name).filter(facts::isLookedAfter).forEach(looked::add);
    return looked.stream()
        .filter(
            app -> {
              var sale = facts.known().get(app);
              return sale == null || sale.run().isEmpty();
            })
        .sorted((one, other) -> one.value().compareTo(other.value()))
        .toList();
  }

  private static List<AppName> vanished(Facts facts) {
    var listed = names(facts);
    return facts.known().keySet().stream()
        .filter(app -> !listed.contains(app) && !facts.isLookedAfter(app))
        .toList();
  }

  private static Set<AppName> names(Facts facts) {
    var names = new HashSet<AppName>();
    facts.listed().forEach(app -> names.add(app.name()));
    return names;
  }
}
