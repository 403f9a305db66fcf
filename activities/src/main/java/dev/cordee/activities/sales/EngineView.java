package dev.cordee.activities.sales;

import com.azure.core.management.SystemData;
import com.azure.resourcemanager.appcontainers.fluent.models.ContainerAppInner;
import com.azure.resourcemanager.appcontainers.models.Configuration;
import com.azure.resourcemanager.appcontainers.models.Container;
import com.azure.resourcemanager.appcontainers.models.Ingress;
import dev.cordee.activities.sales.ListedApp.Provisioning;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;

/** An app as Azure shows it, where any part may be null and any word in another case. */
final class EngineView {

  private EngineView() {}

  static Provisioning provisioning(ContainerAppInner app) {
    return switch (String.valueOf(app.provisioningState()).toLowerCase(Locale.ROOT)) {
      case "succeeded" -> Provisioning.SUCCEEDED;
      case "failed", "canceled" -> Provisioning.FAILED;
      case "deleting" -> Provisioning.DELETING;
      default -> Provisioning.IN_PROGRESS;
    };
  }

  static EngineTags tags(ContainerAppInner app) {
    return new EngineTags(app.tags());
  }

  static boolean hasIngress(ContainerAppInner app) {
    return ingress(app).isPresent();
  }

  private static Optional<Ingress> ingress(ContainerAppInner app) {
    return Optional.ofNullable(app.configuration()).map(Configuration::ingress);
  }

  /** Absent while it is being made, or when it has no ingress. */
  static Optional<String> fqdn(ContainerAppInner app) {
    return ingress(app).map(Ingress::fqdn).filter(fqdn -> !fqdn.isBlank());
  }

  /** An engine has one; of an app of somebody else's the first counts. */
  static Optional<Container> container(ContainerAppInner app) {
    return Optional.ofNullable(app.template())
        .map(template -> template.containers())
        .flatMap(containers -> containers.stream().findFirst());
  }

  static String image(ContainerAppInner app) {
    return container(app).map(Container::image).orElse("");
  }

  static Optional<Instant> createdAt(ContainerAppInner app) {
    return Optional.ofNullable(app.systemData())
        .map(SystemData::createdAt)
        .map(OffsetDateTime::toInstant);
  }
}
