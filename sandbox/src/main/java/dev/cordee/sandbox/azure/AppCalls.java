package dev.cordee.sandbox.azure;

import dev.cordee.sandbox.http.Reply;
import dev.cordee.sandbox.http.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The calls about container apps, once they are let in. */
final class AppCalls {
  private static final String SKIP = "$skiptoken";

  private final Account account;
  private final ContainerApps apps;
  private final OperationUrls urls;
  private final Supplier<Behaviour> behaviour;
  private final Clock clock;
  private final String domain;
  private final AppView view;

  /**
   * The calls.
   *
   * @param domain of the environment: where its apps are
   */
  AppCalls(
      Account account,
      ContainerApps apps,
      OperationUrls urls,
      Supplier<Behaviour> behaviour,
      Clock clock,
      String domain) {
    this.account = account;
    this.apps = apps;
    this.urls = urls;
    this.behaviour = behaviour;
    this.clock = clock;
    this.domain = domain;
    this.view = new AppView(account);
  }

  Reply environment(Request request) {
    String name = request.parameter("name");
    if (!name.equalsIgnoreCase(account.environment())) {
      throw new ArmError(
          404,
          "ResourceNotFound",
          "The Resource 'Microsoft.App/managedEnvironments/%s' under resource group '%s' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix"
              .formatted(name, account.group()));
    }
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    shown.put("id", account.environmentId()).put("name", account.environment());
    shown.put("type", "Microsoft.App/managedEnvironments");
    shown.put("location", AppView.displayName(account.location()));
    ObjectNode properties = shown.putObject("properties");
    properties.put("provisioningState", "Succeeded").put("defaultDomain", domain);
    properties.put("staticIp", "127.0.0.1").put("zoneRedundant", false);
    properties.putNull("vnetConfiguration").putNull("deploymentErrors");
    return Reply.json(200, shown);
  }

  Reply get(Request request) {
    return Reply.json(200, view.of(found(request), clock.instant()));
  }

  Reply list(Request request) {
    Instant now = clock.instant();
    List<App> left = apps.after(skipped(request));
    int size = (int) Math.min(behaviour.get().pageSize(), left.size());
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    var value = page.putArray("value");
    left.subList(0, size).forEach(app -> value.add(view.of(app, now)));
    page.put("nextLink", size < left.size() ? nextLink(request, left.get(size - 1)) : null);
    return Reply.json(200, page);
  }

  Reply put(Request request) {
    String name = request.parameter("name");
    AppName.check(name);
    ObjectNode envelope = Envelope.accept(request.json(), account);
    Optional<App> before = apps.find(name);
    App app = apps.put(name, envelope);
    int status = before.isPresent() ? 200 : 201;
    Reply reply = Reply.json(status, view.of(app, clock.instant()));
    if (before.filter(app::equals).isPresent()) {
      return reply; // as it was: nothing to wait for
    }
    return begun(reply)
        .with("Azure-AsyncOperation", urls.status(Entra.address(request), app.operation()))
        .with("x-ms-async-operation-timeout", Operation.DEADLINE.toString());
  }

  Reply patch(Request request) {
    JsonNode patch = request.json();
    String name = request.parameter("name");
    return apps.patch(name, envelope -> Envelope.accept(MergePatch.apply(envelope, patch), account))
        .map(app -> accepted(request, app.operation()))
        .orElseThrow(() -> ArmError.noApp(name, account.group()));
  }

  Reply delete(Request request) {
    return apps.delete(request.parameter("name"))
        .map(app -> accepted(request, app.operation()))
        .orElseGet(() -> Reply.empty(204));
  }

  Reply listSecrets(Request request) {
    App app = found(request);
    JsonNode secrets = app.envelope().path("properties").path("configuration").path("secrets");
    return Reply.json(200, Map.of("value", secrets.isArray() ? secrets : List.of()));
  }

  private Reply accepted(Request request, Operation operation) {
    return begun(Reply.empty(202)).with("Location", urls.result(Entra.address(request), operation));
  }

  private Reply begun(Reply reply) {
    long seconds = behaviour.get().retryAfterS();
    return seconds == 0 ? reply : reply.with("Retry-After", Long.toString(seconds));
  }

  private App found(Request request) {
    String name = request.parameter("name");
    return apps.find(name).orElseThrow(() -> ArmError.noApp(name, account.group()));
  }

  private static String skipped(Request request) {
    String token = request.query(SKIP);
    if (token == null) {
      return "";
    }
    try {
      return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ArmError.invalid("InvalidSkipToken", "The skiptoken '" + token + "' is not valid.");
    }
  }

  private static String nextLink(Request request, App last) {
    byte[] name = last.name().getBytes(StandardCharsets.UTF_8);
    String token =
        URLEncoder.encode(Base64.getEncoder().encodeToString(name), StandardCharsets.UTF_8);
    return "%s%s?api-version=%s&%%24skiptoken=%s"
        .formatted(Entra.address(request), request.path(), Arm.API_VERSION, token);
  }
}
