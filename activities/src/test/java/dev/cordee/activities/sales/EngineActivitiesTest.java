package dev.cordee.activities.sales;

import static dev.cordee.activities.sales.AzureRig.MARKET_PARIS;
import static dev.cordee.activities.sales.AzureRig.ORDER;
import static dev.cordee.activities.sales.AzureRig.PARIS;
import static dev.cordee.activities.sales.AzureRig.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.resourcemanager.appcontainers.models.EnvironmentVar;
import dev.cordee.workflows.sales.EngineActivities.Order;
import dev.cordee.workflows.sales.SaleId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Engines, from the order until they are gone, at the stand-in for Azure. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EngineActivitiesTest {
  private static final SaleId ROME = new SaleId("Rome");
  private static final Instant LATER = Instant.parse("2031-01-01T00:00:00Z");

  private final AzureRig azure = new AzureRig();

  @BeforeEach
  void reset() {
    azure.reset();
  }

  @AfterAll
  void close() {
    azure.close();
  }

  @Test
  void makesAnEngineAndTellsWhereItIs() {
    azure.engines().create(ORDER);
    var waiting = failure(() -> azure.engines().provisioned(MARKET_PARIS));
    azure.forward();
    var engine = azure.engines().provisioned(MARKET_PARIS);

    assertThat(waiting.isNonRetryable()).isFalse();
    assertThat(waiting.getNextRetryDelay()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(5));
    assertThat(waiting.getOriginalMessage())
        .isEqualTo("Azure is still making the app market-paris");
    assertThat(engine.image()).isEqualTo("engines.azurecr.io/engine:1.0");
    assertThat(azure.probe().objection(engine.fqdn())).isEmpty();
  }

  @Test
  void ordersWhatTheContractSays() {
    azure.made(PARIS);

    var app = azure.stranger().sees("market-paris");

    assertThat(app.tags())
        .containsEntry("managed-by", "cordee")
        .containsEntry("sale-id", "Paris")
        .containsEntry("sale-run", "run-1")
        .containsEntry("expires-at", "2030-01-01T12:00:00Z");
    assertThat(new EngineDrift(new EngineBlueprint(azure.settings())).of(app)).isEmpty();
    var container = app.template().containers().getFirst();
    assertThat(container.resources().cpu()).isEqualTo(0.5);
    assertThat(container.resources().memory()).isEqualTo("1Gi");
    assertThat(
            container.env().stream()
                .collect(Collectors.toMap(EnvironmentVar::name, EnvironmentVar::value)))
        .isEqualTo(Map.of("PORT", "3000", "SALE_ID", "Paris"));
    var registry = app.configuration().registries().getFirst();
    assertThat(registry.server()).isEqualTo("engines.azurecr.io");
    assertThat(registry.username()).isEqualTo("puller");
    assertThat(azure.stranger().secretsOf("market-paris"))
        .containsExactly("registry-password=" + AzureRig.REGISTRY_PASSWORD);
  }

  @Test
  void anOrderThatIsRepeatedIsOneApp() {
    azure.engines().create(ORDER);
    azure.engines().create(ORDER);
    azure.forward();
    azure.engines().create(ORDER);

    assertThat(azure.calls("put")).isOne();
    assertThat(azure.apps()).hasSize(1);
  }

  @Test
  void neverReplacesAnAppOfAnotherSale() {
    azure.stranger().makes("market-paris", Map.of("sale-id", "Somebody's"));

    var taken = failure(() -> azure.engines().create(ORDER));

    assertThat(taken.getType()).isEqualTo("NAME_TAKEN");
    assertThat(taken.isNonRetryable()).isTrue();
    assertThat(taken.getOriginalMessage()).contains("market-paris", "Paris");
  }

  @Test
  void neverReplacesAnAppThatNobodyWroteASaleOn() {
    azure.stranger().makes("market-paris", Map.of());

    assertThat(failure(() -> azure.engines().create(ORDER)).getType()).isEqualTo("NAME_TAKEN");
  }

  @Test
  void knowsItsTagsInWhateverCase() {
    azure.stranger().makes("market-paris", Map.of("Sale-ID", "Paris"));

    azure.engines().create(ORDER);

    assertThat(azure.calls("put")).isOne();
  }

  @Test
  void waitsForTheEndOfTheAppThereWas() {
    azure.made(PARIS);
    failure(() -> azure.engines().remove(MARKET_PARIS, PARIS));

    var early = failure(() -> azure.engines().create(ORDER));
    azure.forward();
    azure.engines().create(ORDER);

    assertThat(early.getType()).isEqualTo("NOT_YET");
    assertThat(azure.calls("put")).isEqualTo(2);
  }

  @Test
  void removesAnEngineAndReturnsOnceItIsGone() {
    azure.made(PARIS);

    var begun = failure(() -> azure.engines().remove(MARKET_PARIS, PARIS));
    var going = failure(() -> azure.engines().remove(MARKET_PARIS, PARIS));
    azure.forward();
    azure.engines().remove(MARKET_PARIS, PARIS);

    assertThat(begun.getOriginalMessage()).contains("begun to delete");
    assertThat(going.getOriginalMessage()).contains("still deleting");
    assertThat(azure.calls("delete")).isOne();
    assertThat(azure.apps()).isEmpty();
  }

  @Test
  void removingWhatIsNotThereIsDone() {
    azure.engines().remove(MARKET_PARIS, PARIS);

    assertThat(azure.calls("delete")).isZero();
  }

  @Test
  void doesNotRemoveAnotherSalesApp() {
    azure.made(PARIS);

    azure.engines().remove(MARKET_PARIS, ROME);

    assertThat(azure.calls("delete")).isZero();
  }

  @Test
  void removesAnAdoptedAppThatNobodyWroteASaleOn() {
    azure.stranger().makes("market-paris", Map.of());
    azure.forward();

    failure(() -> azure.engines().remove(MARKET_PARIS, PARIS));

    assertThat(azure.calls("delete")).isOne();
  }

  @Test
  void waitsUntilAzureHasMadeItBeforeItGoes() {
    azure.engines().create(ORDER);

    var busy = failure(() -> azure.engines().remove(MARKET_PARIS, PARIS));

    assertThat(busy.getType()).isEqualTo("NOT_YET");
    assertThat(azure.calls("delete")).isZero();
    azure.forward();
    failure(() -> azure.engines().remove(MARKET_PARIS, PARIS));
    assertThat(azure.calls("delete")).isOne();
  }

  @Test
  void saysThatItIsGoneWhenItIs() {
    var gone = failure(() -> azure.engines().provisioned(MARKET_PARIS));

    assertThat(gone.getType()).isEqualTo("GONE");
    assertThat(gone.isNonRetryable()).isTrue();
  }

  @Test
  void writesALaterEndOnTheAppAndLeavesTheRest() {
    azure.made(PARIS);

    azure.engines().expire(MARKET_PARIS, PARIS, LATER);
    azure.forward();
    azure.engines().expire(MARKET_PARIS, PARIS, LATER);

    assertThat(azure.calls("patch")).isOne();
    assertThat(azure.stranger().sees("market-paris").tags())
        .containsEntry("expires-at", LATER.toString())
        .containsEntry("sale-id", "Paris")
        .containsEntry("sale-run", "run-1");
    assertThat(azure.stranger().secretsOf("market-paris")).hasSize(1);
  }

  @Test
  void anEndThatWasPutOffForLongDoesNotUndoALaterOne() {
    azure.made(PARIS);
    azure.engines().expire(MARKET_PARIS, PARIS, LATER);
    azure.forward();

    azure.engines().expire(MARKET_PARIS, PARIS, LATER.minusSeconds(60));

    assertThat(azure.calls("patch")).isOne();
  }

  @Test
  void anAppThatIsTakenUpAgainTellsItsNewEnd() {
    azure.made(PARIS);

    azure.engines().create(new Order(MARKET_PARIS, PARIS, "run-2", Optional.of(LATER)));

    assertThat(azure.calls("put")).isOne();
    assertThat(azure.stranger().sees("market-paris").tags())
        .containsEntry("expires-at", LATER.toString());
  }

  @Test
  void whoSleptSinceItLookedDoesNothing() {
    var now = new AtomicReference<>(Instant.EPOCH);
    InstantSource sleepy = () -> now.getAndUpdate(last -> last.plus(Duration.ofMinutes(2)));
    var engines = new Wiretap().engines(azure.settings(), sleepy);

    assertThat(failure(() -> engines.create(ORDER)).getType()).isEqualTo("NOT_YET");
    azure.made(PARIS);
    assertThat(failure(() -> engines.remove(MARKET_PARIS, PARIS)).getType()).isEqualTo("NOT_YET");

    assertThat(azure.calls("put")).isOne();
    assertThat(azure.calls("delete")).isZero();
  }

  @Test
  void writesNoEndOnWhatIsNotThereOrAnothers() {
    azure.engines().expire(MARKET_PARIS, PARIS, LATER);
    azure.made(PARIS);
    azure.engines().expire(MARKET_PARIS, ROME, LATER);

    assertThat(azure.calls("patch")).isZero();
  }

  @Test
  void anAppWithoutIngressIsNoEngine() {
    var app = new EngineBlueprint(azure.settings()).of(ORDER);
    app.configuration().withIngress(null);
    azure.stranger().makes("market-paris", app);
    azure.forward();

    assertThat(failure(() -> azure.engines().provisioned(MARKET_PARIS)).getType())
        .isEqualTo("NOT_PROVISIONED");
  }
}
