package dev.cordee.activities.sales;

import dev.cordee.activities.saga.JournalDatabase;
import dev.cordee.workflows.sales.AppName;
import dev.cordee.workflows.sales.SaleState;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The real tables, emptied, and what tests want to know of them. */
final class SaleTables {
  final JdbcClient jdbc = JdbcClient.create(JournalDatabase.pool());
  final TransactionTemplate transactions =
      new TransactionTemplate(new JdbcTransactionManager(JournalDatabase.pool()));
  final SaleRepository sales = new SaleRepository(jdbc);
  final SaleRecords records = new SaleRecords(jdbc);
  final CensusRepository census = new CensusRepository(jdbc);

  SaleTables() {
    wipe();
  }

  /** As a database that is new. */
  void wipe() {
    jdbc.sql("TRUNCATE sale, sale_event, sale_census").update();
  }

  /** Whether a sale stands there; one that the table does not know stands nowhere. */
  boolean is(AppName app, SaleState state) {
    return records.find(app).filter(sale -> sale.state() == state).isPresent();
  }

  boolean isOver(AppName app) {
    return records.find(app).filter(sale -> !sale.isActive()).isPresent();
  }

  SaleRecord sale(AppName app) {
    return records.find(app).orElseThrow();
  }

  /** What happened, the oldest first. */
  List<String> events(AppName app) {
    return records.events(app, 100).reversed().stream().map(SaleEvent::event).toList();
  }
}
