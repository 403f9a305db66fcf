package dev.cordee.activities.sales;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.Context;
import com.azure.resourcemanager.appcontainers.fluent.ContainerAppsClient;
import com.azure.resourcemanager.appcontainers.fluent.models.ContainerAppInner;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cordee.workflows.sales.AppName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The apps of the resource group. Each method is one call but the list, which is one a page. */
final class AzureApps {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final AzureConnection connection;
  private final ContainerAppsClient apps;
  private final String group;
  private final OperationUrls operations;
  private final AzureTrouble trouble;

  AzureApps(
      AzureConnection connection, String group, OperationUrls operations, AzureTrouble trouble) {
    this.connection = connection;
    this.apps = connection.apps();
    this.group = group;
    this.operations = operations;
    this.trouble = trouble;
  }

  Optional<ContainerAppInner> find(AppName app) {
    return asked(
        () -> {
          try {
            return Optional.of(apps.getByResourceGroup(group, app.value()));
          } catch (RuntimeException thrown) {
            if (AzureTrouble.isAbsence(thrown)) {
              return Optional.empty();
            }
            throw thrown;
          }
        });
  }

  /** All of them or none. */
  List<ContainerAppInner> list() {
    return asked(() -> apps.listByResourceGroup(group).stream().toList());
  }

  /** Orders it; it is not there when this returns. Replaces what is there. */
  void order(AppName app, ContainerAppInner what) {
    asked(() -> apps.beginCreateOrUpdate(group, app.value(), what));
  }

  /** Orders its end; it is still there when this returns. */
  void delete(AppName app) {
    asked(() -> apps.beginDelete(group, app.value()));
  }

  /** Changes its tags, and nothing else: what is not sent stays, its secrets too. */
  void tag(AppName app, Map<String, String> tags) {
    asked(() -> apps.beginUpdate(group, app.value(), new ContainerAppInner().withTags(tags)));
  }

  private <T> T asked(Supplier<T> call) {
    try {
      return call.get();
    } catch (RuntimeException thrown) {
      throw trouble.of(thrown);
    }
  }

  /** Why a create failed, in Azure's words, if this process ordered it and may know. */
  Optional<String> reason(AppName app) {
    return operations.take(app).flatMap(this::reason);
  }

  private Optional<String> reason(String operation) {
    if (!connection.isOurs(operation)) {
      return Optional.empty();
    }
    var request = new HttpRequest(HttpMethod.GET, operation);
    try (var answer = connection.pipeline().sendSync(request, Context.NONE)) {
      var error = MAPPER.readTree(answer.getBodyAsBinaryData().toString()).path("error");
      var words = error.path("code").asText() + ": " + error.path("message").asText();
      return answer.getStatusCode() == 200 && error.isObject()
          ? Optional.of(words)
          : Optional.empty();
    } catch (JsonProcessingException | RuntimeException e) {
      // a role on the resource group does not reach there; the failure is known without
      return Optional.empty();
    }
  }
}
