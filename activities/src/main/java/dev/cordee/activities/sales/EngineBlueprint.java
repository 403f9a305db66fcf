package dev.cordee.activities.sales;

import com.azure.resourcemanager.appcontainers.fluent.models.ContainerAppInner;
import com.azure.resourcemanager.appcontainers.models.ActiveRevisionsMode;
import com.azure.resourcemanager.appcontainers.models.Configuration;
import com.azure.resourcemanager.appcontainers.models.Container;
import com.azure.resourcemanager.appcontainers.models.ContainerResources;
import com.azure.resourcemanager.appcontainers.models.EnvironmentVar;
import com.azure.resourcemanager.appcontainers.models.Ingress;
import com.azure.resourcemanager.appcontainers.models.IngressTransportMethod;
import com.azure.resourcemanager.appcontainers.models.RegistryCredentials;
import com.azure.resourcemanager.appcontainers.models.Scale;
import com.azure.resourcemanager.appcontainers.models.Secret;
import com.azure.resourcemanager.appcontainers.models.Template;
import dev.cordee.workflows.sales.EngineActivities.Order;
import dev.cordee.workflows.sales.SaleId;
import java.util.List;

/** How an engine is made: the same for all sales but for the id. */
final class EngineBlueprint {
  private static final String CONTAINER = "engine";
  private static final String PASSWORD = "registry-password";

  /** Azure takes pairs only, this memory with this processor. */
  private static final double CPU = 0.5;

  private static final String MEMORY = "1Gi";

  /** Fewer would let it sleep when nobody asks; more would not know of each other. */
  private static final int REPLICAS = 1;

  private final AzureSettings settings;

  EngineBlueprint(AzureSettings settings) {
    this.settings = settings;
  }

  ContainerAppInner of(Order order) {
    return new ContainerAppInner()
        .withLocation(settings.location())
        .withTags(EngineTags.of(order))
        .withEnvironmentId(settings.environmentId())
        .withConfiguration(configuration())
        .withTemplate(template().withContainers(List.of(container(order.saleId()))));
  }

  /** Without secrets' values nothing can be compared with, so they are put in {@link #of} only. */
  Configuration configuration() {
    return new Configuration()
        .withActiveRevisionsMode(ActiveRevisionsMode.SINGLE)
        .withSecrets(
            List.of(new Secret().withName(PASSWORD).withValue(settings.registryPassword())))
        .withRegistries(
            List.of(
                new RegistryCredentials()
                    .withServer(settings.registry())
                    .withUsername(settings.registryUsername())
                    .withPasswordSecretRef(PASSWORD)))
        .withIngress(
            new Ingress()
                .withExternal(true)
                .withTargetPort(settings.enginePort())
                .withTransport(IngressTransportMethod.AUTO)
                .withAllowInsecure(false));
  }

  Template template() {
    return new Template()
        .withScale(new Scale().withMinReplicas(REPLICAS).withMaxReplicas(REPLICAS));
  }

  ContainerResources resources() {
    return new ContainerResources().withCpu(CPU).withMemory(MEMORY);
  }

  private Container container(SaleId saleId) {
    return new Container()
        .withName(CONTAINER)
        .withImage(settings.engineImage())
        .withEnv(
            List.of(
                variable("PORT", Integer.toString(settings.enginePort())),
                variable("SALE_ID", saleId.value())))
        .withResources(resources());
  }

  private static EnvironmentVar variable(String name, String value) {
    return new EnvironmentVar().withName(name).withValue(value);
  }
}
