package dev.cordee.activities.sales;

import com.azure.resourcemanager.appcontainers.fluent.models.ContainerAppInner;
import com.azure.resourcemanager.appcontainers.models.Configuration;
import com.azure.resourcemanager.appcontainers.models.ContainerResources;
import com.azure.resourcemanager.appcontainers.models.Ingress;
import com.azure.resourcemanager.appcontainers.models.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * In what an app differs from what would be ordered today. Its image does not count, since a sale
 * keeps the one it began with, nor do secrets, which Azure does not show. Azure's spelling is no
 * difference either.
 */
final class EngineDrift {
  private final EngineBlueprint blueprint;

  EngineDrift(EngineBlueprint blueprint) {
    this.blueprint = blueprint;
  }

  /** In words; empty when there is none. */
  List<String> of(ContainerAppInner app) {
    List<String> words = new ArrayList<>();
    var wanted = blueprint.configuration();
    var configuration = Optional.ofNullable(app.configuration());
    compare(words, "revisions", configuration, Configuration::activeRevisionsMode, wanted);
    var ingress = configuration.map(Configuration::ingress);
    compare(words, "ingress external", ingress, Ingress::external, wanted.ingress());
    compare(words, "ingress port", ingress, Ingress::targetPort, wanted.ingress());
    compare(words, "ingress transport", ingress, Ingress::transport, wanted.ingress());
    var scale = Optional.ofNullable(app.template()).map(template -> template.scale());
    compare(words, "least replicas", scale, Scale::minReplicas, blueprint.template().scale());
    compare(words, "most replicas", scale, Scale::maxReplicas, blueprint.template().scale());
    var resources = resources(app);
    compare(words, "cpu", resources, ContainerResources::cpu, blueprint.resources());
    compare(words, "memory", resources, ContainerResources::memory, blueprint.resources());
    return List.copyOf(words);
  }

  private static Optional<ContainerResources> resources(ContainerAppInner app) {
    return EngineView.container(app).map(container -> container.resources());
  }

  private static <T> void compare(
      List<String> words,
      String what,
      Optional<T> is,
      Function<T, @Nullable Object> part,
      T wanted) {
    var found = is.map(part).map(Object::toString).orElse("not set");
    var meant = Objects.requireNonNull(part.apply(wanted), what).toString();
    if (!found.equalsIgnoreCase(meant)) {
      words.add("%s: %s instead of %s".formatted(what, found, meant));
    }
  }
}
