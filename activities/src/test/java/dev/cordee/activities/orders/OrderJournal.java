package dev.cordee.activities.orders;

import dev.cordee.activities.saga.FickleDataSource;
import dev.cordee.activities.saga.JournalActivitiesImpl;
import dev.cordee.activities.saga.JournalDatabase;
import dev.cordee.activities.saga.JournalJson;
import dev.cordee.activities.saga.JournalRepository;
import dev.cordee.activities.saga.RepairRecord;
import dev.cordee.activities.saga.RepairRepository;
import dev.cordee.activities.saga.SagaRecord;
import dev.cordee.activities.saga.StepRunner;
import dev.cordee.workflows.orders.OrderWorkflow;
import dev.cordee.workflows.saga.JournalActivities;
import dev.cordee.workflows.saga.RepairDecision;
import dev.cordee.workflows.saga.SagaId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One order's journal, on a real PostgreSQL that a test can take away. */
final class OrderJournal {
  private final SagaId id;
  private final FickleDataSource database = new FickleDataSource(JournalDatabase.pool());
  private final JournalRepository journal =
      new JournalRepository(JdbcClient.create(database), new JournalJson());
  private final RepairRepository repairs =
      new RepairRepository(JdbcClient.create(database), new JournalJson());

  OrderJournal(SagaId id) {
    this.id = id;
  }

  JournalActivities activities() {
    return new JournalActivitiesImpl(journal, repairs);
  }

  StepRunner steps() {
    return new StepRunner(journal, new SimpleMeterRegistry());
  }

  /** The next statements find no database. */
  void failFor(int statements) {
    database.failFor(statements);
  }

  SagaRecord record() {
    return journal.find(OrderWorkflow.SAGA_TYPE, id).orElseThrow();
  }

  List<String> states() {
    return record().history().stream().map(state -> state.state()).toList();
  }

  /** What persons are, or were, asked to repair. */
  RepairRecord repair() {
    return repairs.find(id).orElseThrow();
  }

  List<RepairDecision> decisions() {
    return repairs.decisions(id);
  }
}
