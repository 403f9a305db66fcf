package dev.cordee.sandbox.azure;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An app as Azure shows it: without secrets' values, with defaults filled in, many nulls, and
 * spellings of its own.
 */
final class AppView {
  private static final Map<String, String> DISPLAY_NAMES =
      Map.of(
          "francecentral", "France Central",
          "westeurope", "West Europe",
          "northeurope", "North Europe",
          "eastus", "East US");
  private static final List<String> NULL_IN_CONFIGURATION =
      List.of("secrets", "ingress", "registries", "dapr", "runtime", "service");
  private static final List<String> NULL_IN_INGRESS =
      List.of(
          "customDomains",
          "ipSecurityRestrictions",
          "corsPolicy",
          "clientCertificateMode",
          "stickySessions",
          "additionalPortMappings");
  private static final List<String> NULL_IN_TEMPLATE =
      List.of("initContainers", "volumes", "serviceBinds");

  private final Account account;

  AppView(Account account) {
    this.account = account;
  }

  ObjectNode of(App app, Instant now) {
    ObjectNode shown = object();
    // small letters here, whatever the path said
    shown.put("id", account.providers() + "/containerapps/" + app.name());
    shown.put("name", app.name());
    shown.put("type", "Microsoft.App/containerApps");
    shown.put("location", displayName(app.envelope().path("location").stringValue()));
    shown.set("tags", app.envelope().path("tags").isObject() ? app.envelope().get("tags") : null);
    shown.set("systemData", systemData(app));
    shown.set("properties", properties(app, now));
    shown.set(
        "identity",
        app.envelope().path("identity").isObject()
            ? app.envelope().get("identity")
            : object().put("type", "None"));
    return shown;
  }

  private ObjectNode systemData(App app) {
    return object()
        .put("createdBy", account.client())
        .put("createdByType", "Application")
        // one time without a Z, the other with: as Azure has both
        .put("createdAt", LocalDateTime.ofInstant(app.created(), ZoneOffset.UTC).toString())
        .put("lastModifiedBy", account.client())
        .put("lastModifiedByType", "Application")
        .put("lastModifiedAt", app.modified().toString());
  }

  private ObjectNode properties(App app, Instant now) {
    ObjectNode asked = (ObjectNode) app.envelope().path("properties");
    ObjectNode shown = asked.deepCopy();
    boolean busy = app.isBusy(now);
    shown.put("provisioningState", app.state(now));
    shown.put("runningStatus", busy ? "Progressing" : "Running");
    shown.put("managedEnvironmentId", account.environmentId());
    filled(shown, List.of("workloadProfileName"));
    shown.putArray("outboundIpAddresses").add("20.74.0.1");
    shown.put("latestRevisionName", busy && app.ready() == 0 ? "" : revision(app, app.revision()));
    int ready = app.readyRevision(now);
    shown.put("latestReadyRevisionName", ready == 0 ? "" : revision(app, ready));
    shown.put("latestRevisionFqdn", fqdn(app));
    shown.put("customDomainVerificationId", "5A4D2D0C0000000000000000");
    shown.set("configuration", configuration(asked.path("configuration"), fqdn(app)));
    shown.set("template", template((ObjectNode) asked.path("template").deepCopy()));
    shown.putNull("eventStreamEndpoint");
    shown.putArray("delegatedIdentities");
    return shown;
  }

  private static ObjectNode configuration(JsonNode asked, String fqdn) {
    ObjectNode shown = asked instanceof ObjectNode given ? given.deepCopy() : object();
    filled(shown, NULL_IN_CONFIGURATION);
    if (shown.path("secrets").isArray()) {
      shown.set("secrets", names(shown.path("secrets")));
    }
    if (!shown.has("activeRevisionsMode")) {
      shown.put("activeRevisionsMode", "Single");
    }
    if (!shown.has("maxInactiveRevisions")) {
      shown.put("maxInactiveRevisions", 100);
    }
    if (!shown.has("identitySettings")) {
      shown.putArray("identitySettings");
    }
    for (JsonNode registry : shown.path("registries")) {
      for (String name : List.of("username", "passwordSecretRef", "identity")) {
        if (!registry.has(name)) {
          ((ObjectNode) registry).put(name, "");
        }
      }
    }
    if (shown.path("ingress") instanceof ObjectNode ingress) {
      ingress(ingress, fqdn);
    }
    return shown;
  }

  private static void ingress(ObjectNode ingress, String fqdn) {
    ingress.put("fqdn", fqdn);
    ingress.put("external", ingress.path("external").asBoolean(false));
    String transport = ingress.path("transport").asString("auto").toLowerCase(Locale.ROOT);
    // a capital that the published enumeration does not have
    ingress.put(
        "transport", transport.substring(0, 1).toUpperCase(Locale.ROOT) + transport.substring(1));
    ingress.put("exposedPort", ingress.path("exposedPort").asInt(0));
    ingress.put("allowInsecure", ingress.path("allowInsecure").asBoolean(false));
    if (!ingress.has("traffic")) {
      ingress.putArray("traffic").addObject().put("weight", 100).put("latestRevision", true);
    }
    filled(ingress, NULL_IN_INGRESS);
  }

  private static ObjectNode template(ObjectNode shown) {
    filled(shown, NULL_IN_TEMPLATE);
    shown.put("revisionSuffix", shown.path("revisionSuffix").asString(""));
    for (JsonNode container : shown.path("containers")) {
      JsonNode asked = container.path("resources");
      ((ObjectNode) container)
          .putObject("resources")
          .put("cpu", asked.path("cpu").asDecimal(Resources.USUAL_CPU))
          .put("memory", asked.path("memory").asString(Resources.USUAL_MEMORY))
          .put("ephemeralStorage", "2Gi");
    }
    ObjectNode scale =
        shown.path("scale") instanceof ObjectNode given ? given : shown.putObject("scale");
    filled(scale, List.of("minReplicas", "rules"));
    scale.put("maxReplicas", scale.path("maxReplicas").asInt(10));
    return shown;
  }

  /** The secrets as every answer has them. */
  static JsonNode names(JsonNode secrets) {
    var names = JsonNodeFactory.instance.arrayNode();
    for (JsonNode secret : secrets) {
      names.addObject().put("name", secret.path("name").asString());
    }
    return names;
  }

  private static void filled(ObjectNode node, List<String> names) {
    for (String name : names) {
      if (!node.has(name)) {
        node.putNull(name);
      }
    }
  }

  private static String fqdn(App app) {
    return app.engine().map(Engine::address).orElse("");
  }

  private static String revision(App app, int number) {
    return "%s--%07d".formatted(app.name(), number);
  }

  static String displayName(String location) {
    return DISPLAY_NAMES.getOrDefault(location.replace(" ", "").toLowerCase(Locale.ROOT), location);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
