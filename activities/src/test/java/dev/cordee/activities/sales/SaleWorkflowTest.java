package dev.cordee.activities.sales;

import static dev.cordee.activities.sales.SalesServer.MARKET_PARIS;
import static dev.cordee.activities.sales.SalesServer.PARIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cordee.activities.rental.Await;
import dev.cordee.workflows.sales.AppName;
import dev.cordee.workflows.sales.SaleFailure;
import dev.cordee.workflows.sales.SaleId;
import dev.cordee.workflows.sales.SaleRequest;
import dev.cordee.workflows.sales.SaleRequest.Origin;
import dev.cordee.workflows.sales.SaleState;
import dev.cordee.workflows.sales.SaleWorkflow;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A sale's whole life, over the real tables. */
class SaleWorkflowTest {
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
  void aSaleGoesLiveAndLeavesNothingWhenItIsStopped() throws Exception {
    var sale = server.live();
    assertThat(tables.sale(MARKET_PARIS).fqdn()).contains(ScriptedEngines.fqdn(MARKET_PARIS));
    assertThat(tables.sale(MARKET_PARIS).image()).contains(ScriptedEngines.IMAGE);
    assertThat(engines.app(MARKET_PARIS).saleId()).contains(PARIS);
    assertThat(engines.app(MARKET_PARIS).expiresAt())
        .isEqualTo(tables.sale(MARKET_PARIS).expiresAt());

    sale.signal("stop", "deleted");

    assertThat(sale.getResult(SaleState.class)).isEqualTo(SaleState.STOPPED);
    assertThat(engines.apps()).isEmpty();
    assertThat(tables.events(MARKET_PARIS))
        .containsExactly("asked for", "live", "stopping", "gone");
    assertThat(server.meters.get("cordee.sale.spawn.to.live").timer().count()).isEqualTo(1);
  }

  @Test
  void aCancelIsAStop() throws Exception {
    var sale = server.live();

    sale.cancel();

    server.awaitOver(MARKET_PARIS);
    assertThat(tables.sale(MARKET_PARIS).state()).isEqualTo(SaleState.STOPPED);
    assertThat(engines.apps()).isEmpty();
  }

  @Test
  void itIsNotLiveBeforeItsEngineAnswers() throws Exception {
    engines.silence(MARKET_PARIS);
    server.spawn(PARIS);
    Await.until("its app is there", () -> engines.apps().contains(MARKET_PARIS));
    server.passes(Duration.ofMinutes(5));
    assertThat(tables.is(MARKET_PARIS, SaleState.STARTING)).isTrue();

    engines.wake(MARKET_PARIS);

    server.await(MARKET_PARIS, SaleState.LIVE);
  }

  @Test
  void anEngineThatNeverAnswersFailsTheSaleAndIsRemoved() throws Exception {
    engines.silence(MARKET_PARIS);
    var sale = server.spawn(PARIS);

    assertFails(sale, SaleFailure.NOT_ANSWERING, "does not answer: connection refused");
    assertThat(engines.apps()).isEmpty();
  }

  @Test
  void whatAzureRefusesFailsInItsOwnWordsAndMayBeTriedAgain() throws Exception {
    engines.refuse("AuthorizationFailed: the client has no role");
    assertFails(server.spawn(PARIS), SaleFailure.REFUSED, "AuthorizationFailed: the client has no");

    server.engines.refuse("ContainerAppInvalidName: too short");
    assertFails(server.spawn(PARIS), SaleFailure.REFUSED, "ContainerAppInvalidName: too short");
  }

  @Test
  void whatAzureDoesNotCarryOutIsRemoved() throws Exception {
    engines.failToProvision("ContainerAppOperationError: Operation expired.");

    assertFails(server.spawn(PARIS), SaleFailure.NOT_PROVISIONED, "Operation expired.");
    assertThat(engines.apps()).isEmpty();
  }

  @Test
  void whatAzureDoesNotFinishInTimeIsRemoved() throws Exception {
    engines.takeForEver(true);

    assertFails(server.spawn(PARIS), SaleFailure.NOT_PROVISIONED, "Azure is still making it");
    assertThat(engines.apps()).isEmpty();
  }

  private void assertFails(WorkflowStub sale, SaleFailure failure, String why) throws Exception {
    var thrown =
        catchThrowableOfType(WorkflowFailedException.class, () -> sale.getResult(SaleState.class));
    assertThat(((ApplicationFailure) thrown.getCause()).getType()).isEqualTo(failure.name());
    server.awaitOver(MARKET_PARIS);
    assertThat(tables.sale(MARKET_PARIS).state()).isEqualTo(SaleState.FAILED);
    assertThat(tables.sale(MARKET_PARIS).failure()).isEqualTo(failure);
    assertThat(tables.sale(MARKET_PARIS).reason()).contains(why);
  }

  @Test
  void aSaleThatIsStoppedWhileItStartsLeavesNothing() throws Exception {
    engines.takeForEver(true);
    var sale = server.spawn(PARIS);
    Await.until("its app is there", () -> engines.apps().contains(MARKET_PARIS));

    sale.signal("stop", "deleted");

    assertThat(sale.getResult(SaleState.class)).isEqualTo(SaleState.STOPPED);
    assertThat(engines.apps()).isEmpty();
  }

  @Test
  void itIsStoppingUntilAzureSaysGone() throws Exception {
    var sale = server.live();
    engines.keep(true);

    sale.signal("stop", "deleted");
    server.passes(Duration.ofHours(1));
    assertThat(tables.is(MARKET_PARIS, SaleState.STOPPING)).isTrue();
    assertThat(tables.isOver(MARKET_PARIS)).isFalse();

    engines.keep(false);
    server.passes(Duration.ofMinutes(1));
    assertThat(sale.getResult(SaleState.class)).isEqualTo(SaleState.STOPPED);
  }

  @Test
  void whoMayNotDeleteTriesUntilItMay() throws Exception {
    var sale = server.live();
    engines.refuseToDelete("AuthorizationFailed: the client has no role");

    sale.signal("stop", "deleted");
    Await.until(
        "it tells why", () -> tables.sale(MARKET_PARIS).reason().contains("AuthorizationFailed"));
    server.passes(Duration.ofHours(1));
    assertThat(tables.is(MARKET_PARIS, SaleState.STOPPING)).isTrue();

    engines.letDelete();
    assertThat(sale.getResult(SaleState.class)).isEqualTo(SaleState.STOPPED);
    assertThat(engines.apps()).isEmpty();
    assertThat(tables.sale(MARKET_PARIS).reason()).isEqualTo("deleted");
  }

  @Test
  void itsTimeEndsItAfterAWarning() throws Exception {
    var sale = server.live();

    server.passes(Duration.ofMinutes(226));
    Await.until("it is warned", () -> tables.sale(MARKET_PARIS).warnedAt().isPresent());
    assertThat(tables.is(MARKET_PARIS, SaleState.LIVE)).isTrue();

    assertThat(sale.getResult(SaleState.class)).isEqualTo(SaleState.STOPPED);
    assertThat(engines.apps()).isEmpty();
    assertThat(tables.events(MARKET_PARIS))
        .containsExactly("asked for", "live", "ends soon", "stopping", "gone");
  }

  @Test
  void aShortSaleIsWarnedAtOnce() throws Exception {
    server.start(MARKET_PARIS, SaleRequest.spawn(PARIS, Optional.of(Duration.ofMinutes(10))));
    server.await(MARKET_PARIS, SaleState.LIVE);

    Await.until("it is warned", () -> tables.sale(MARKET_PARIS).warnedAt().isPresent());
    assertThat(tables.is(MARKET_PARIS, SaleState.LIVE)).isTrue();
  }

  @Test
  void anExtensionMovesItsEndHereAndOnItsApp() throws Exception {
    var sale = server.live();
    var end = tables.sale(MARKET_PARIS).expiresAt().orElseThrow();

    var later = sale.update("extend", Instant.class, Duration.ofHours(1));

    assertThat(later).isEqualTo(end.plus(Duration.ofHours(1)));
    assertThat(tables.sale(MARKET_PARIS).expiresAt()).contains(later);
    Await.until(
        "its app tells",
        () -> engines.app(MARKET_PARIS).expiresAt().filter(later::equals).isPresent());
    server.passes(Duration.ofMinutes(299));
    assertThat(tables.is(MARKET_PARIS, SaleState.LIVE)).isTrue();
    server.passes(Duration.ofMinutes(2));
    server.awaitOver(MARKET_PARIS);
  }

  @Test
  void itIsNotExtendedBeyondWhatMayBeNorWhenItIsOver() throws Exception {
    var sale = server.live();

    assertThat(refusal(sale, Duration.ofDays(7))).startsWith(SaleWorkflow.TOO_LONG);

    engines.keep(true);
    sale.signal("stop", "deleted");
    server.await(MARKET_PARIS, SaleState.STOPPING);
    assertThat(refusal(sale, Duration.ofHours(1))).isEqualTo(SaleWorkflow.NOT_RUNNING);
  }

  private static String refusal(WorkflowStub sale, Duration by) {
    var thrown =
        catchThrowableOfType(
            WorkflowUpdateException.class, () -> sale.update("extend", Instant.class, by));
    return ((ApplicationFailure) thrown.getCause()).getOriginalMessage();
  }

  @Test
  void noMoreSalesThanMayBe() throws Exception {
    for (var town : new String[] {"Lyon", "Nice", "Lille"}) {
      server.spawn(new SaleId(town));
      server.await(AppNames.of(new SaleId(town)), SaleState.LIVE);
    }

    assertFails(server.spawn(PARIS), SaleFailure.QUOTA, "3 sales already");
    assertThat(engines.apps()).hasSize(SalesServer.MOST);

    server.stub(AppNames.of(new SaleId("Nice"))).signal("stop", "deleted");
    server.awaitOver(AppNames.of(new SaleId("Nice")));
    server.live();
  }

  @Test
  void nobodyEntersBeforeItIsKnownWhatThereIs() throws Exception {
    tables.wipe();
    server.spawn(PARIS);
    server.passes(Duration.ofSeconds(30));
    assertThat(engines.apps()).isEmpty();

    tables.census.taken(Instant.now(), 0);

    server.await(MARKET_PARIS, SaleState.LIVE);
  }

  @Test
  void anothersAppIsNotTouched() throws Exception {
    engines.put(ScriptedEngines.app(MARKET_PARIS, Optional.of(STRANGER), Optional.empty()));

    assertFails(server.spawn(PARIS), SaleFailure.NAME_TAKEN, "another's");
    assertThat(engines.apps()).containsExactly(MARKET_PARIS);
  }

  @Test
  void aWorkflowOfAnotherNameIsRefused() {
    var wrong = server.start(MARKET_STRANGER, SaleRequest.spawn(PARIS, Optional.empty()));

    var thrown =
        catchThrowableOfType(WorkflowFailedException.class, () -> wrong.getResult(SaleState.class));
    assertThat(((ApplicationFailure) thrown.getCause()).getOriginalMessage())
        .contains("sale-paris, not sale-stranger");
    assertThat(engines.apps()).isEmpty();
  }

  @Test
  void whatIsLeftOverIsRemovedAtOnce() throws Exception {
    engines.put(ScriptedEngines.app(MARKET_PARIS, Optional.of(PARIS), Optional.empty()));

    server.start(MARKET_PARIS, SaleRequest.found(PARIS, Origin.LEFT_OVER, Optional.empty()));

    server.awaitOver(MARKET_PARIS);
    assertThat(engines.apps()).isEmpty();
  }
}
