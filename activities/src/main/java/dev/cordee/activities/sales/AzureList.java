package dev.cordee.activities.sales;

import com.azure.resourcemanager.appcontainers.fluent.models.ContainerAppInner;
import dev.cordee.workflows.sales.AppName;
import java.util.List;

/** Engines by Azure's list; other apps of the group are none of our business. */
final class AzureList implements EngineList {
  private final AzureApps azure;
  private final EngineDrift drift;

  AzureList(AzureApps azure, EngineDrift drift) {
    this.azure = azure;
    this.drift = drift;
  }

  @Override
  public List<ListedApp> read() {
    return azure.list().stream()
        .filter(app -> app.name() != null && AppName.isOne(app.name()))
        .map(this::listed)
        .toList();
  }

  private ListedApp listed(ContainerAppInner app) {
    var tags = EngineView.tags(app);
    return new ListedApp(
        new AppName(app.name()),
        tags.saleId(),
        tags.isOurs(),
        EngineView.provisioning(app),
        EngineView.fqdn(app),
        EngineView.image(app),
        tags.expiresAt(),
        EngineView.createdAt(app),
        drift.of(app));
  }
}
