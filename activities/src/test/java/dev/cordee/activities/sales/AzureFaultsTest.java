package dev.cordee.activities.sales;

import static dev.cordee.activities.sales.AzureRig.MARKET_PARIS;
import static dev.cordee.activities.sales.AzureRig.ORDER;
import static dev.cordee.activities.sales.AzureRig.PARIS;
import static dev.cordee.activities.sales.AzureRig.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.workflows.sales.SaleId;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** All that Azure can do to a call, at each call: what is tried again, and what is told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AzureFaultsTest {

  /** A call by Azure's name of it, and what brings it about at an engine that is there. */
  enum Call {
    GET(azure -> azure.engines().provisioned(MARKET_PARIS)),
    PUT(azure -> azure.engines().create(AzureRig.order(ROME))),
    PATCH(
        azure ->
            azure.engines().expire(MARKET_PARIS, PARIS, Instant.parse("2031-01-01T00:00:00Z"))),
    DELETE(azure -> azure.engines().remove(MARKET_PARIS, PARIS)),
    LIST(azure -> azure.list().read());

    private final Consumer<AzureRig> made;

    Call(Consumer<AzureRig> made) {
      this.made = made;
    }

    private String fault(String more) {
      return "\"operation\":\"%s\",%s".formatted(name().toLowerCase(Locale.ROOT), more);
    }
  }

  private static final SaleId ROME = new SaleId("Rome");

  private final AzureRig azure = new AzureRig();

  @BeforeEach
  void anEngineThatIsThere() {
    azure.reset();
    azure.made(PARIS);
  }

  @AfterAll
  void close() {
    azure.close();
  }

  private static Stream<Arguments> passingTroubles() {
    return eachCall(
        "\"kind\":\"error\",\"status\":500",
        "\"kind\":\"error\",\"status\":503",
        "\"kind\":\"error\",\"status\":504",
        "\"kind\":\"error\",\"status\":408",
        """
        "kind":"answer","work":false,"status":409,
         "body":{"code":"ContainerAppLockConflict","message":"Please retry the operation."}""",
        """
        "kind":"answer","work":false,"status":409,"body":{"error":{"code":
         "ContainerAppOperationInProgress","message":"Cannot modify a container app"}}""",
        """
        "kind":"answer","work":false,"status":502,
         "headers":{"Content-Type":"text/html"},"text":"<html>Bad Gateway</html>\"""",
        """
        "kind":"answer","work":false,"status":404,
         "headers":{"Content-Type":"text/html"},"text":"<html>No such page</html>\"""",
        """
        "kind":"answer","work":false,"status":400,"body":{"error":{"code":
         "InvalidParameterValueInContainerTemplate","message":"GET https://…: context deadline exceeded"}}""",
        "\"kind\":\"drop_before\"",
        "\"kind\":\"drop_after\"",
        "\"kind\":\"html\"");
  }

  private static Stream<Arguments> lastingTroubles() {
    return eachCall(
        """
        "kind":"answer","work":false,"status":400,"body":{"error":{"code":
         "InvalidParameterValueInContainerTemplate","message":"UNAUTHORIZED: authentication required"}}""",
        """
        "kind":"answer","work":false,"status":403,"body":{"error":{"code":
         "AuthorizationFailed","message":"The client has no authorization"}}""",
        """
        "kind":"answer","work":false,"status":400,
         "body":{"code":"WebhookInvalidParameterValue","message":"no such image"}""",
        """
        "kind":"answer","work":false,"status":401,"body":{"error":{"code":
         "AuthenticationFailed","message":"Authentication failed."}}""",
        """
        "kind":"answer","work":false,"status":404,"body":{"error":{"code":
         "ResourceGroupNotFound","message":"Resource group 'x' could not be found."}}""");
  }

  private static Stream<Arguments> eachCall(String... faults) {
    return Stream.of(Call.values())
        .flatMap(call -> Stream.of(faults).map(fault -> Arguments.of(call, fault)));
  }

  @ParameterizedTest
  @MethodSource("passingTroubles")
  void whatPassesIsTriedAgain(Call call, String fault) {
    azure.fault(call.fault(fault));

    var failure = failure(() -> call.made.accept(azure));

    assertThat(failure).as(call + " " + fault).isNotNull();
    assertThat(failure.getType()).isIn("NOT_YET", "UNAVAILABLE");
    assertThat(failure.isNonRetryable()).isFalse();
    assertThat(failure.getOriginalMessage()).isNotBlank().doesNotContain("<html", "Exception");
    assertThat(failure.getCause()).isNull();
    azure.healed();
    assertThat(endsWell(call)).isTrue();
  }

  /** What comes next is what would have come without the fault. */
  private boolean endsWell(Call call) {
    var again = failure(() -> call.made.accept(azure));
    return again == null || again.getType().equals("NOT_YET");
  }

  @ParameterizedTest
  @MethodSource("lastingTroubles")
  void whatLastsIsTold(Call call, String fault) {
    azure.fault(call.fault(fault));

    var failure = failure(() -> call.made.accept(azure));

    assertThat(failure).as(call + " " + fault).isNotNull();
    assertThat(failure.getType()).isEqualTo("REFUSED");
    assertThat(failure.isNonRetryable()).isTrue();
    assertThat(failure.getOriginalMessage()).matches("[A-Za-z]+: .+");
  }

  @Test
  void anOrderWhoseAnswerWasLostIsOneApp() {
    azure.reset();
    azure.fault("\"operation\":\"put\",\"kind\":\"drop_after\",\"times\":1");

    var lost = failure(() -> azure.engines().create(ORDER));
    azure.engines().create(ORDER);

    assertThat(lost.getOriginalMessage()).isEqualTo("Azure broke off the connection");
    assertThat(azure.apps()).hasSize(1);
    assertThat(azure.calls("put")).isOne();
    assertThat(azure.counted("create", "unknown")).isOne();
  }

  @Test
  void isAbsentOnlyWhenAzureSaysSo() {
    azure.fault(
        """
        "operation":"get","kind":"answer","work":false,"status":404,"times":1,
         "body":{"error":{"code":"ResourceNotFound","message":"not found"}}""");

    assertThat(failure(() -> azure.engines().provisioned(MARKET_PARIS)).getType())
        .isEqualTo("GONE");
  }

  @ParameterizedTest
  @CsvSource({"create, fail, no such image", "create, expire, Operation expired."})
  void tellsAzuresOwnReasonOfAFailedOrder(String operation, String outcome, String reason) {
    azure.reset();
    azure.fate(
        "{\"operation\":\"%s\",\"outcome\":\"%s\"%s}"
            .formatted(
                operation,
                outcome,
                outcome.equals("fail") ? ",\"message\":\"" + reason + "\"" : ""));
    azure.engines().create(ORDER);
    azure.forward(Duration.ofMinutes(16));

    var failed = failure(() -> azure.engines().provisioned(MARKET_PARIS));

    assertThat(failed.getType()).isEqualTo("NOT_PROVISIONED");
    assertThat(failed.isNonRetryable()).isTrue();
    assertThat(failed.getOriginalMessage())
        .startsWith("ContainerAppOperationError: ")
        .contains(reason);
  }

  @Test
  void anotherProcessSaysThatItFailed() {
    orderThatFails();
    azure.restart();

    assertFailedWithoutReason();
  }

  @Test
  void aRoleOnTheGroupOnlyCostsNothingButTheReason() {
    azure.behave("{\"polling_forbidden\":true}");
    orderThatFails();

    assertFailedWithoutReason();
  }

  private void orderThatFails() {
    azure.control("POST", "/azure/fates", "{\"operation\":\"create\",\"outcome\":\"fail\"}");
    azure.engines().create(AzureRig.order(ROME));
    azure.forward();
  }

  private void assertFailedWithoutReason() {
    var failed = failure(() -> azure.engines().provisioned(AppNames.of(ROME)));
    assertThat(failed.getType()).isEqualTo("NOT_PROVISIONED");
    assertThat(failed.getOriginalMessage()).contains("Azure could not make the app market-rome");
  }

  @Test
  void anOrderThatNeverEndsIsWaitedFor() {
    azure.reset();
    azure.fate("{\"operation\":\"create\",\"outcome\":\"stick\"}");
    azure.engines().create(ORDER);
    azure.forward(Duration.ofMinutes(50));

    assertThat(failure(() -> azure.engines().provisioned(MARKET_PARIS)).getType())
        .isEqualTo("NOT_YET");
    assertThat(failure(() -> azure.engines().remove(MARKET_PARIS, PARIS)).getType())
        .isEqualTo("NOT_YET");
  }

  @Test
  void aDeleteThatFailsIsOrderedAgain() {
    azure.fate("{\"operation\":\"delete\",\"outcome\":\"fail\"}");

    failure(() -> azure.engines().remove(MARKET_PARIS, PARIS));
    azure.forward();
    failure(() -> azure.engines().remove(MARKET_PARIS, PARIS));
    azure.forward();
    azure.engines().remove(MARKET_PARIS, PARIS);

    assertThat(azure.apps()).isEmpty();
  }

  @Test
  void aDeleteThatTakesLongIsWaitedFor() {
    azure.behave("{\"delete_ms\":1800000}");
    failure(() -> azure.engines().remove(MARKET_PARIS, PARIS));
    azure.forward(Duration.ofMinutes(29));

    ApplicationFailure late = failure(() -> azure.engines().remove(MARKET_PARIS, PARIS));
    azure.forward(Duration.ofMinutes(2));
    azure.engines().remove(MARKET_PARIS, PARIS);

    assertThat(late.getType()).isEqualTo("NOT_YET");
    assertThat(azure.calls("delete")).isOne();
  }

  @Test
  void quotesNoSecretWhateverAzureSays() {
    azure.fault(
        """
        "operation":"put","kind":"answer","work":false,"status":400,"times":1,
         "body":{"error":{"code":"Bad","message":"the password %s of sandbox-secret\\nis wrong"}}"""
            .formatted(AzureRig.REGISTRY_PASSWORD));

    var refused = failure(() -> Call.PUT.made.accept(azure));

    assertThat(refused.getOriginalMessage()).isEqualTo("Bad: the password *** of *** is wrong");
    assertThat(refused.toString()).doesNotContain(AzureRig.REGISTRY_PASSWORD);
  }

  @Test
  void aCallThatHangsIsGivenUpInTimeForTheAttempt() {
    azure.fault("\"operation\":\"get\",\"kind\":\"hold_before\"");

    var begun = Instant.now();
    var late = failure(() -> azure.engines().provisioned(MARKET_PARIS));

    assertThat(late.getOriginalMessage()).isEqualTo("Azure did not answer in time");
    assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(25));
  }

  @Test
  void anAzureThatIsNotThereIsWaitedFor() {
    azure.fault("\"kind\":\"down\"");

    var away = failure(() -> azure.engines().provisioned(MARKET_PARIS));
    azure.healed();

    assertThat(away.getType()).isEqualTo("UNAVAILABLE");
    assertThat(away.getOriginalMessage()).isEqualTo("Azure cannot be reached");
    assertThat(azure.engines().provisioned(MARKET_PARIS).fqdn()).isNotBlank();
  }

  @Test
  void anAzureThatIsNotTrustedGetsNoToken() {
    azure.use(azure.settingsThatTrustNobody());

    assertThat(failure(() -> azure.list().read()).getOriginalMessage())
        .startsWith("Azure cannot be trusted: ");
    assertThat(azure.calls("token")).isLessThanOrEqualTo(1);
  }
}
