package dev.cordee.activities.sales;

import static dev.cordee.activities.sales.AzureRig.ORDER;
import static dev.cordee.activities.sales.AzureRig.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cordee.sandbox.azure.Account;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who we are, and what becomes of us when Azure does not believe it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AzureTokenTest {
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
  void oneTokenDoesForAllCalls() {
    azure.list().read();
    azure.engines().create(ORDER);
    azure.list().read();

    assertThat(azure.calls("token")).isOne();
    assertThat(azure.calls("instance") + azure.calls("issuer")).isZero();
    assertThat(azure.counted("token", "ok")).isOne();
    assertThat(azure.counted("list", "ok")).isEqualTo(2);
  }

  @Test
  void aWrongSecretIsToldAtOnce() {
    azure.use(azure.settings("not-the-secret", Account.SANDBOX.group()));

    var refused = failure(() -> azure.engines().create(ORDER));

    assertThat(refused.getType()).isEqualTo("REFUSED");
    assertThat(refused.isNonRetryable()).isTrue();
    assertThat(refused.getOriginalMessage())
        .contains("AADSTS7000215", "Invalid client secret")
        .doesNotContain("not-the-secret");
    assertThat(azure.calls("token")).isOne();
    assertThat(azure.calls()).isZero();
  }

  @Test
  void aGroupThatIsNotThereIsTold() {
    azure.use(azure.settings(Account.SANDBOX.secret(), "nowhere"));

    assertThat(failure(() -> azure.list().read()).getType()).isEqualTo("REFUSED");
    assertThat(failure(() -> azure.engines().create(ORDER)).getOriginalMessage())
        .startsWith("ResourceGroupNotFound: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"kind\":\"error\",\"status\":500",
        "\"kind\":\"error\",\"status\":503",
        "\"kind\":\"drop_before\"",
        "\"kind\":\"html\"",
        "\"kind\":\"answer\",\"work\":false,\"status\":502,\"headers\":{\"Content-Type\":\"text/html\"},\"text\":\"<html>\""
      })
  void troubleWithTheTokenPasses(String fault) {
    azure.fault("\"operation\":\"token\"," + fault);

    var failure = failure(() -> azure.list().read());
    azure.healed();
    azure.restart();

    assertThat(failure.isNonRetryable()).as(failure.getOriginalMessage()).isFalse();
    assertThat(azure.list().read()).isEmpty();
  }

  @Test
  void aTokenThatIsNoLongerBelievedIsAskedForAnew() {
    azure.list().read();
    azure.forward(Duration.ofHours(2));

    assertThat(azure.list().read()).isEmpty();
    assertThat(azure.calls("token")).isEqualTo(2);
  }
}
