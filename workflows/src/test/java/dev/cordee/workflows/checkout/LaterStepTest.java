package dev.cordee.workflows.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cordee.workflows.checkout.ReleasedCheckout.Release;
import dev.cordee.workflows.saga.Outcome;
import dev.cordee.workflows.saga.Replayer;
import dev.cordee.workflows.saga.SagaDefinition;
import dev.cordee.workflows.saga.Step;
import dev.cordee.workflows.saga.StepReport;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A step added to a saga in use: {@code controle}, somewhere among the checkout's. */
class LaterStepTest {
  private static final Release TODAY = new Release(CheckoutSaga.DEFINITION);
  private static final Step<ShopActivities, CheckoutCase> CONTROLE = check("controle");
  private static final int BEFORE_PAYMENT = 2;

  static Stream<Path> histories() throws IOException {
    return Replayer.histories(GoldenHistories.FOLDER);
  }

  @ParameterizedTest
  @MethodSource("histories")
  void historiesOfSagasThatDidNotHaveItReplayWhereverItIsAdded(Path history) throws Exception {
    var steps = new ArrayList<Step<ShopActivities, CheckoutCase>>();
    for (var step : CheckoutSaga.DEFINITION.steps()) {
      steps.add(check("controle-" + step.name()).addedLater());
      steps.add(step);
    }

    new Release(definition(steps)).replay(read(history));
  }

  @Test
  void historiesDoNotReplayWithAStepThatDoesNotSayThatItWasAdded() throws Exception {
    var confirmed = read(GoldenHistories.FOLDER.resolve("confirmed.json"));

    assertThatThrownBy(() -> with(BEFORE_PAYMENT, CONTROLE).replay(confirmed))
        .hasStackTraceContaining("Failure handling event");
  }

  @Test
  void aNewSagaTakesIt() {
    var shop = new ScriptedShop();
    try (var checkout = new ReleasedCheckout(shop)) {
      var result = checkout.deploy(with(BEFORE_PAYMENT, CONTROLE.addedLater())).start().result();

      assertThat(result.etatFinal()).isEqualTo(EtatCommande.CONFIRMEE);
      assertThat(shop.calls()).containsExactly("panier", "stock", "controle", "paiement", "vente");
    }
  }

  @Test
  void itsRefusalUndoesWhatCameBeforeIt() {
    var shop = new ScriptedShop().when("controle", ScriptedShop.refuses("suspect"));
    try (var checkout = new ReleasedCheckout(shop)) {
      var result = checkout.deploy(with(BEFORE_PAYMENT, CONTROLE.addedLater())).start().result();

      assertThat(result.etatFinal()).isEqualTo(EtatCommande.ECHEC_STOCK);
      assertThat(shop.calls()).containsExactly("panier", "stock", "controle", "stock-undo");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"panier", "stock"})
  void aSagaThatIsBeforeItsPlaceTakesIt(String step) {
    var shop = new ScriptedShop().when(step, isDownForAnHour());
    try (var checkout = new ReleasedCheckout(shop)) {
      checkout.deploy(TODAY).start().awaitTimer();
      checkout.deploy(with(BEFORE_PAYMENT, CONTROLE.addedLater()));

      assertThat(checkout.result().etatFinal()).isEqualTo(EtatCommande.CONFIRMEE);
      assertThat(shop.calls()).endsWith("controle", "paiement", "vente");
      assertThat(steps(shop)).contains("controle");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"paiement", "vente"})
  void aSagaThatHasPassedItsPlaceGoesWithoutIt(String step) {
    var shop = new ScriptedShop().when(step, isDownForAnHour());
    try (var checkout = new ReleasedCheckout(shop)) {
      checkout.deploy(TODAY).start().awaitTimer();
      checkout.deploy(with(BEFORE_PAYMENT, CONTROLE.addedLater()));

      assertThat(checkout.result().etatFinal()).isEqualTo(EtatCommande.CONFIRMEE);
      assertThat(shop.calls()).doesNotContain("controle").endsWith("vente");
      assertThat(steps(shop)).containsExactly("panier", "stock", "paiement", "vente");
    }
  }

  /** Once no saga runs that was started without it, the word may go. */
  @Test
  void historiesOfSagasThatTookItReplayWhenItIsAStepLikeAnyOther() throws Exception {
    var shop = new ScriptedShop();
    try (var checkout = new ReleasedCheckout(shop)) {
      checkout.deploy(with(BEFORE_PAYMENT, CONTROLE.addedLater())).start().result();

      with(BEFORE_PAYMENT, CONTROLE.addedLater()).replay(checkout.history());
      with(BEFORE_PAYMENT, CONTROLE).replay(checkout.history());
    }
  }

  @Test
  void thePivotCannotBeAddedLater() {
    var steps = CheckoutSaga.DEFINITION.steps();

    assertThatThrownBy(() -> definition(List.of(steps.getLast().addedLater())))
        .hasMessageContaining("step vente: every saga has its pivot");
  }

  private static Supplier<Outcome<Boolean>> isDownForAnHour() {
    return () -> new Outcome.Unavailable<>("down", Duration.ofHours(1));
  }

  private static List<String> steps(ScriptedShop shop) {
    return shop.report().steps().stream().map(StepReport::step).toList();
  }

  private static Step<ShopActivities, CheckoutCase> check(String name) {
    return Step.<ShopActivities, CheckoutCase>read(
            name, (shop, call, order) -> shop.readCart(call, 4).map(_ -> order))
        .orEndsIn(EtatCommande.ECHEC_STOCK);
  }

  private static Release with(int place, Step<ShopActivities, CheckoutCase> step) {
    var steps = new ArrayList<>(CheckoutSaga.DEFINITION.steps());
    steps.add(place, step);
    return new Release(definition(steps));
  }

  private static SagaDefinition<ShopActivities, CheckoutCase> definition(
      List<Step<ShopActivities, CheckoutCase>> steps) {
    var saga = CheckoutSaga.DEFINITION;
    return new SagaDefinition<>(
        saga.type(),
        saga.activities(),
        saga.initial(),
        saga.confirmed(),
        saga.cancelled(),
        saga.needsRepair(),
        steps);
  }

  private static WorkflowExecutionHistory read(Path file) throws IOException {
    return WorkflowExecutionHistory.fromJson(
        Files.readString(file), "6c0ffee0-0000-4000-8000-000000000001");
  }
}
