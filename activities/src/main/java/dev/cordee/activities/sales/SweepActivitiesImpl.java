package dev.cordee.activities.sales;

import dev.cordee.activities.sales.CensusDecision.Facts;
import dev.cordee.activities.sales.SaleWorkflowsOpen.Fate;
import dev.cordee.workflows.sales.AppName;
import dev.cordee.workflows.sales.SweepActivities;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads Azure's list, and asks the engines. */
public final class SweepActivitiesImpl implements SweepActivities {
  private static final Logger log = LoggerFactory.getLogger(SweepActivitiesImpl.class);

  /** As long as anybody will ask what became of a sale. */
  private static final Duration REMEMBERED = Duration.ofDays(30);

  private final SaleRules rules;
  private final EngineList engines;
  private final SaleWorkflowsOpen workflows;
  private final SaleRecords records;
  private final CensusRepository table;
  private final TransactionTemplate transactions;
  private final EngineRound round;

  public SweepActivitiesImpl(
      SaleRules rules,
      EngineList engines,
      SaleWorkflowsOpen workflows,
      SaleRecords records,
      CensusRepository table,
      TransactionTemplate transactions,
      EngineRound round) {
    this.rules = rules;
    this.engines = engines;
    this.workflows = workflows;
    this.records = records;
    this.table = table;
    this.transactions = transactions;
    this.round = round;
  }

  @Override
  public Census census() {
    var begun = table.now();
    List<ListedApp> listed;
    try {
      listed = engines.read();
    } catch (ApplicationFailure e) {
      // half a list, or none, says nothing about what there is
      var why = e.getOriginalMessage();
      log.warn("the list of apps cannot be read; sales stay as they are: {}", why);
      table.failed(why);
      return Census.failed(why);
    }
    var facts = facts(begun, listed);
    var decision = CensusDecision.of(facts, rules);
    transactions.executeWithoutResult(_ -> write(facts, decision));
    return new Census(listed.size(), decision.found(), decision.missing(), decision.untold(), "");
  }

  private Facts facts(Instant begun, List<ListedApp> listed) {
    var known =
        records.active().stream().collect(Collectors.toMap(SaleRecord::app, Function.identity()));
    var running = workflows.running();
    return new Facts(begun, listed, known, running, fates(listed, known, running));
  }

  /** Asked one by one, and exactly: it is rare that anything has no workflow. */
  private Map<AppName, Fate> fates(
      List<ListedApp> listed, Map<AppName, SaleRecord> known, Set<AppName> running) {
    var fates = new HashMap<AppName, Fate>();
    Stream.concat(listed.stream().map(ListedApp::name), known.keySet().stream())
        .filter(app -> !running.contains(app))
        .forEach(app -> fates.computeIfAbsent(app, workflows::fate));
    return fates;
  }

  private void write(Facts facts, CensusDecision decision) {
    var begun = facts.begun();
    facts.listed().forEach(app -> table.listed(app, begun));
    decision.orphans().forEach(app -> orphan(app, begun));
    decision.vanished().forEach(app -> table.vanished(app, begun));
    table.forget(begun.minus(REMEMBERED));
    table.taken(begun, facts.listed().size());
  }

  private void orphan(AppName app, Instant begun) {
    if (table.orphaned(app, "its workflow has ended, and its app is still there", begun)) {
      log.warn("app {} is ours and costs money, and nobody looks after it", app);
    }
  }

  @Override
  public List<Turn> probe() {
    return round.go();
  }
}
