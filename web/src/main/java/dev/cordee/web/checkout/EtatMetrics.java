package dev.cordee.web.checkout;

import dev.cordee.activities.saga.JournalRepository;
import dev.cordee.workflows.checkout.CheckoutWorkflow;
import dev.cordee.workflows.checkout.EtatCommande;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * {@code commande_etat_total{etat}}: states entered, exactly once an order. Read from the journal,
 * where they are counted in the statement that stores them; a counter in memory would count a
 * repeated activity twice and forget at a restart.
 */
final class EtatMetrics implements MeterBinder {
  private static final Logger log = LoggerFactory.getLogger(EtatMetrics.class);

  /** One scrape reads all states; this is below any sane scrape interval. */
  private static final Duration FRESH = Duration.ofMillis(500);

  private record Reading(Map<String, Long> totals, Instant at) {}

  private final JournalRepository journal;
  private Reading last = new Reading(Map.of(), Instant.MIN);

  EtatMetrics(JournalRepository journal) {
    this.journal = journal;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (var etat : EtatCommande.values()) {
      FunctionCounter.builder("commande.etat", this, metrics -> metrics.total(etat))
          .description("States entered by orders, once per order and state")
          .tag("etat", etat.name())
          .register(registry);
    }
  }

  private synchronized double total(EtatCommande etat) {
    if (last.at().isBefore(Instant.now().minus(FRESH))) {
      last = read();
    }
    return last.totals().getOrDefault(etat.name(), 0L);
  }

  private Reading read() {
    try {
      return new Reading(journal.totals(CheckoutWorkflow.SAGA_TYPE), Instant.now());
    } catch (DataAccessException e) {
      log.warn(
          "counters are as of the last scrape, PostgreSQL is not answering: {}", e.getMessage());
      return new Reading(last.totals(), Instant.now());
    }
  }
}
