package dev.cordee.activities.sales;

import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.resourcemanager.appcontainers.fluent.ContainerAppsClient;
import com.azure.resourcemanager.appcontainers.fluent.models.ContainerAppInner;
import java.util.List;
import java.util.Map;

/** Somebody else with an account at the same Azure. */
final class Stranger {
  private static final HttpPipelinePolicy NONE = (_, next) -> next.process();

  private final AzureSettings settings;
  private final ContainerAppsClient apps;

  Stranger(AzureSettings settings) {
    this.settings = settings;
    this.apps =
        new AzureConnection(settings, TrustedCertificates.with(settings.ca()), NONE, NONE, NONE)
            .apps();
  }

  /** Makes an app as engines are, but for its tags. */
  void makes(String name, Map<String, String> tags) {
    var like = new EngineBlueprint(settings).of(AzureRig.ORDER);
    apps.beginCreateOrUpdate(settings.resourceGroup(), name, like.withTags(tags));
  }

  void makes(String name, ContainerAppInner app) {
    apps.beginCreateOrUpdate(settings.resourceGroup(), name, app);
  }

  ContainerAppInner sees(String name) {
    return apps.getByResourceGroup(settings.resourceGroup(), name);
  }

  List<String> secretsOf(String name) {
    return apps.listSecrets(settings.resourceGroup(), name).value().stream()
        .map(secret -> secret.name() + "=" + secret.value())
        .toList();
  }

  void tags(String name, Map<String, String> tags) {
    apps.beginUpdate(settings.resourceGroup(), name, new ContainerAppInner().withTags(tags));
  }
}
