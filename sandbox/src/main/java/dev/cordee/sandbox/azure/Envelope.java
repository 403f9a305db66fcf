package dev.cordee.sandbox.azure;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a PUT or a PATCH asks for: checked by Azure's rules, without what only Azure may set. */
final class Envelope {
  private static final Set<String> READ_ONLY = Set.of("id", "name", "type", "systemData");
  private static final Set<String> READ_ONLY_PROPERTIES =
      Set.of(
          "provisioningState",
          "runningStatus",
          "latestRevisionName",
          "latestReadyRevisionName",
          "latestRevisionFqdn",
          "customDomainVerificationId",
          "outboundIpAddresses",
          "eventStreamEndpoint");
  private static final Set<String> TRANSPORTS = Set.of("auto", "http", "http2", "tcp");
  private static final Pattern CONTAINER = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final int HIGHEST_PORT = 65_535;

  private Envelope() {}

  /**
   * The envelope as it is kept.
   *
   * @throws ArmError naming what Azure would refuse
   */
  static ObjectNode accept(JsonNode asked, Account account) {
    if (!asked.isObject() || !asked.path("properties").isObject()) {
      throw ArmError.invalid("InvalidRequestContent", "The request content was invalid.");
    }
    if (asked.path("location").asString("").isBlank()) {
      throw ArmError.invalid(
          "LocationRequired", "The location property is required for this definition.");
    }
    ObjectNode envelope = withoutReadOnly(asked);
    ObjectNode properties = (ObjectNode) envelope.path("properties");
    environment(properties, account);
    JsonNode configuration = properties.path("configuration");
    Set<String> secrets = Secrets.names(configuration);
    Secrets.registries(configuration, secrets);
    ingress(configuration.path("ingress"));
    containers(properties.path("template").path("containers"), secrets);
    return envelope;
  }

  private static ObjectNode withoutReadOnly(JsonNode asked) {
    ObjectNode envelope = (ObjectNode) asked.deepCopy();
    envelope.remove(READ_ONLY);
    ((ObjectNode) envelope.path("properties")).remove(READ_ONLY_PROPERTIES);
    if (envelope.path("properties").path("configuration").path("ingress")
        instanceof ObjectNode ingress) {
      ingress.remove("fqdn");
    }
    return envelope;
  }

  private static void environment(ObjectNode properties, Account account) {
    String deprecated = properties.path("managedEnvironmentId").asString("");
    String id = properties.path("environmentId").asString(deprecated);
    if (!id.equalsIgnoreCase(account.environmentId())) {
      throw ArmError.invalid(
          "ManagedEnvironmentNotFound", "The environment '" + id + "' does not exist.");
    }
    properties.remove("managedEnvironmentId");
    properties.put("environmentId", account.environmentId());
  }

  private static void ingress(JsonNode ingress) {
    if (!ingress.isObject()) {
      return;
    }
    String transport = ingress.path("transport").asString("auto");
    if (!TRANSPORTS.contains(transport.toLowerCase(Locale.ROOT))) {
      throw field("ingress.transport", transport);
    }
    int port = ingress.path("targetPort").asInt(0);
    if (port < 1 || port > HIGHEST_PORT) {
      throw field("ingress.targetPort", ingress.path("targetPort").toString());
    }
  }

  private static void containers(JsonNode containers, Set<String> secrets) {
    if (!containers.isArray() || containers.isEmpty()) {
      throw field("template.containers", "");
    }
    Set<String> names = new HashSet<>();
    for (JsonNode container : containers) {
      String name = container.path("name").asString("");
      if (!CONTAINER.matcher(name).matches() || !names.add(name)) {
        throw field("template.containers.name", name);
      }
      if (container.path("image").asString("").isBlank()) {
        throw field("template.containers." + name + ".image", "");
      }
      for (JsonNode variable : container.path("env")) {
        Secrets.resolve(variable.path("secretRef"), secrets, "container '" + name + "'");
      }
    }
    Resources.check(List.copyOf(containers.values()));
  }

  private static ArmError field(String field, String value) {
    return ArmError.invalid(
        "InvalidParameterValueInContainerTemplate",
        "The following field(s) are either invalid or missing. Field '%s' is invalid with details: 'Invalid value: \"%s\"';."
            .formatted(field, value));
  }
}
