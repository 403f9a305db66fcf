package dev.cordee.activities.sales;

import static dev.cordee.activities.sales.SalesServer.MARKET_PARIS;
import static dev.cordee.activities.sales.SalesServer.PARIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.activities.rental.Await;
import dev.cordee.workflows.sales.AppName;
import dev.cordee.workflows.sales.SaleId;
import dev.cordee.workflows.sales.SaleRequest.Origin;
import dev.cordee.workflows.sales.SaleState;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a look at everything does to sales, over the real tables. */
class SalesSweepTest {
  private static final SaleId STRANGER = new SaleId("stranger");
  private static final AppName MARKET_STRANGER = new AppName("market-stranger");

  private final SalesServer server = new SalesServer();
  private final ScriptedEngines engines = server.engines;
  private final SaleTables tables = server.tables;

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void anEngineThatFallsSilentDegradesTheSaleUntilItAnswers() throws Exception {
    server.live();

    engines.silence(MARKET_PARIS);
    server.sweep();
    server.await(MARKET_PARIS, SaleState.DEGRADED);
    assertThat(tables.sale(MARKET_PARIS).reason()).contains("connection refused");

    engines.wake(MARKET_PARIS);
    server.sweep();
    server.await(MARKET_PARIS, SaleState.LIVE);
  }

  @Test
  void aSaleWhoseAppSomebodyElseDeletedIsOver() throws Exception {
    var sale = server.live();
    engines.delete(MARKET_PARIS);

    server.sweep();

    assertThat(sale.getResult(SaleState.class)).isEqualTo(SaleState.STOPPED);
    assertThat(tables.sale(MARKET_PARIS).reason()).contains("no app market-paris");
  }

  @Test
  void aStrangersAppIsAdoptedAndStaysUntilSomebodyStopsIt() throws Exception {
    engines.put(ScriptedEngines.app(MARKET_STRANGER, Optional.empty(), Optional.empty()));

    server.sweep();

    server.await(MARKET_STRANGER, SaleState.LIVE);
    assertThat(tables.sale(MARKET_STRANGER).saleId()).isEqualTo(STRANGER);
    assertThat(tables.sale(MARKET_STRANGER).expiresAt()).isEmpty();
    assertThat(tables.sale(MARKET_STRANGER).origin()).isEqualTo(Origin.ADOPTED);
    server.passes(Duration.ofDays(30));
    assertThat(engines.apps()).containsExactly(MARKET_STRANGER);

    server.stub(MARKET_STRANGER).signal("stop", "deleted");
    server.awaitOver(MARKET_STRANGER);
    assertThat(engines.apps()).isEmpty();
  }

  @Test
  void anAdoptedEngineThatDoesNotAnswerIsDegradedAndNotRemoved() throws Exception {
    engines.silence(MARKET_STRANGER);
    engines.put(ScriptedEngines.app(MARKET_STRANGER, Optional.empty(), Optional.empty()));

    server.sweep();
    server.passes(Duration.ofMinutes(1));

    server.await(MARKET_STRANGER, SaleState.DEGRADED);
    assertThat(engines.apps()).containsExactly(MARKET_STRANGER);
  }

  @Test
  void anAdoptedSaleEndsWhenItsTagSays() throws Exception {
    var end = server.now().plus(Duration.ofHours(1));
    engines.put(ScriptedEngines.app(MARKET_PARIS, Optional.of(PARIS), Optional.of(end)));

    server.sweep();
    server.await(MARKET_PARIS, SaleState.LIVE);
    assertThat(tables.sale(MARKET_PARIS).expiresAt()).contains(end);

    // no further: once a child without its parent has ended, this server's clock skips no more
    server.passes(Duration.between(server.now(), end));
    server.awaitOver(MARKET_PARIS);
    assertThat(engines.apps()).isEmpty();
  }

  @Test
  void aTableThatWasLostIsToldAgain() throws Exception {
    server.live();
    var before = tables.sale(MARKET_PARIS);
    tables.wipe();

    server.sweep();

    server.await(MARKET_PARIS, SaleState.LIVE);
    assertThat(tables.sale(MARKET_PARIS).saleId()).isEqualTo(PARIS);
    assertThat(tables.sale(MARKET_PARIS).expiresAt()).isEqualTo(before.expiresAt());
    assertThat(tables.sale(MARKET_PARIS).run()).isEqualTo(before.run());
    assertThat(tables.sale(MARKET_PARIS).origin()).isEqualTo(Origin.SPAWNED);
  }

  @Test
  void anAppThatOutlivedItsWorkflowIsAnOrphanAndCanBeTakenUpAgain() throws Exception {
    server.live().terminate("by mistake");

    server.sweep();
    assertThat(tables.sale(MARKET_PARIS).orphanSince()).isPresent();
    server.sweep();
    assertThat(engines.apps()).containsExactly(MARKET_PARIS);

    server.spawn(PARIS);
    Await.until("it is no orphan", () -> tables.sale(MARKET_PARIS).orphanSince().isEmpty());
    server.await(MARKET_PARIS, SaleState.LIVE);
  }

  @Test
  void orphansAreRemovedWhereThatIsWanted() throws Exception {
    server.close();
    try (var removing = new SalesServer(true)) {
      removing.live().terminate("by mistake");
      removing.sweep();
      removing.sweep();
      removing.awaitOver(MARKET_PARIS);
      assertThat(removing.engines.apps()).isEmpty();
    }
  }

  @Test
  void aListThatCannotBeReadChangesNothing() throws Exception {
    server.live();
    engines.failList("TooManyRequests: slow down");
    engines.delete(MARKET_PARIS);
    var before = tables.sale(MARKET_PARIS);

    assertThat(server.sweep()).contains("nothing was changed: TooManyRequests");

    assertThat(tables.sale(MARKET_PARIS)).isEqualTo(before);
    assertThat(tables.records.census().orElseThrow().trouble())
        .contains("TooManyRequests: slow down");
  }
}
