package dev.cordee.activities.sales;

import static dev.cordee.activities.sales.AzureRig.MARKET_PARIS;
import static dev.cordee.activities.sales.AzureRig.ORDER;
import static dev.cordee.activities.sales.AzureRig.PARIS;
import static dev.cordee.activities.sales.AzureRig.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.resourcemanager.appcontainers.models.IngressTransportMethod;
import dev.cordee.activities.sales.ListedApp.Provisioning;
import dev.cordee.workflows.sales.SaleId;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What engines there are, as Azure lists them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AzureListTest {
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
  void tellsAllThatIsKnownOfAnEngine() {
    azure.made(PARIS);

    var listed = azure.list().read();

    assertThat(listed).hasSize(1);
    var app = listed.getFirst();
    assertThat(app.name()).isEqualTo(MARKET_PARIS);
    assertThat(app.saleId()).contains(PARIS);
    assertThat(app.ours()).isTrue();
    assertThat(app.provisioning()).isEqualTo(Provisioning.SUCCEEDED);
    assertThat(app.fqdn()).contains(azure.engines().provisioned(MARKET_PARIS).fqdn());
    assertThat(app.image()).isEqualTo("engines.azurecr.io/engine:1.0");
    assertThat(app.expiresAt()).contains(Instant.parse("2030-01-01T12:00:00Z"));
    assertThat(app.createdAt()).isPresent();
    assertThat(app.drift()).isEmpty();
  }

  @Test
  void passesOverWhatIsNoEngine() {
    azure.stranger().makes("web", Map.of("managed-by", "cordee"));
    azure.stranger().makes("market", Map.of("managed-by", "cordee"));
    azure.stranger().makes("supermarket-1", Map.of());

    assertThat(azure.list().read()).isEmpty();
  }

  @Test
  void takesWhatSomebodyElseMade() {
    azure.stranger().makes("market-x", Map.of());
    azure.stranger().makes("market-y", Map.of("expires-at", "tomorrow", "Managed-By", "Cordee"));

    var listed = azure.list().read();

    assertThat(listed).hasSize(2);
    assertThat(listed).allSatisfy(app -> assertThat(app.saleId()).isEmpty());
    assertThat(listed).allSatisfy(app -> assertThat(app.expiresAt()).isEmpty());
    assertThat(listed).extracting(ListedApp::ours).containsExactly(false, true);
    assertThat(listed).extracting(ListedApp::provisioning).containsOnly(Provisioning.IN_PROGRESS);
  }

  @Test
  void readsAllPages() {
    azure.behave("{\"page_size\":3}");
    IntStream.range(0, 10).forEach(i -> azure.engines().create(AzureRig.order(sale(i))));

    assertThat(azure.list().read())
        .extracting(app -> app.saleId().orElseThrow())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 10).mapToObj(AzureListTest::sale).toList());
    assertThat(azure.calls("list")).isEqualTo(4);
  }

  @Test
  void halfAListIsNone() {
    azure.behave("{\"page_size\":2}");
    IntStream.range(0, 6).forEach(i -> azure.engines().create(AzureRig.order(sale(i))));
    azure.fault("\"operation\":\"list\",\"kind\":\"latency\",\"latency_ms\":0,\"times\":2");
    azure.fault("\"operation\":\"list\",\"kind\":\"error\",\"status\":503,\"times\":1");

    var failure = failure(() -> azure.list().read());

    assertThat(failure.getType()).isEqualTo("UNAVAILABLE");
    assertThat(azure.list().read()).hasSize(6);
  }

  @Test
  void saysInWhatAnAppDiffers() {
    var app = new EngineBlueprint(azure.settings()).of(ORDER);
    app.configuration()
        .ingress()
        .withExternal(false)
        .withTargetPort(8080)
        .withTransport(IngressTransportMethod.HTTP);
    app.template().scale().withMinReplicas(0).withMaxReplicas(3);
    app.template().containers().getFirst().resources().withCpu(1.0).withMemory("2Gi");
    azure.stranger().makes("market-paris", app);

    assertThat(azure.list().read().getFirst().drift())
        .containsExactlyInAnyOrder(
            "ingress external: false instead of true",
            "ingress port: 8080 instead of 3000",
            "ingress transport: Http instead of auto",
            "least replicas: 0 instead of 1",
            "most replicas: 3 instead of 1",
            "cpu: 1.0 instead of 0.5",
            "memory: 2Gi instead of 1Gi");
  }

  @Test
  void anotherImageIsNoDifference() {
    var app = new EngineBlueprint(azure.settings()).of(ORDER);
    app.template().containers().getFirst().withImage("engines.azurecr.io/engine:0.9");
    azure.stranger().makes("market-paris", app);

    assertThat(azure.list().read().getFirst().drift()).isEmpty();
    assertThat(azure.list().read().getFirst().image()).isEqualTo("engines.azurecr.io/engine:0.9");
  }

  @Test
  void tellsWhereAzureStands() {
    azure.fate("{\"operation\":\"create\",\"outcome\":\"fail\",\"name_prefix\":\"market-sale-1\"}");
    azure.made(sale(1));
    azure.made(sale(2));
    failure(() -> azure.engines().remove(AppNames.of(sale(2)), sale(2)));
    azure.engines().create(AzureRig.order(sale(3)));

    assertThat(azure.list().read())
        .extracting(ListedApp::provisioning)
        .containsExactly(Provisioning.FAILED, Provisioning.DELETING, Provisioning.IN_PROGRESS);
  }

  private static SaleId sale(int number) {
    return new SaleId("Sale-" + number);
  }
}
