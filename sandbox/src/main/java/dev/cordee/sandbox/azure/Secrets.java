package dev.cordee.sandbox.azure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The rules for an app's secrets and for whatever names one of them. */
final class Secrets {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-.a-z0-9]*[a-z0-9])?");

  private Secrets() {}

  /** The secrets' names; refuses one that comes without its value, as a GET shows it. */
  static Set<String> names(JsonNode configuration) {
    Set<String> names = new HashSet<>();
    List<String> bad = new ArrayList<>();
    for (JsonNode secret : configuration.path("secrets")) {
      String name = secret.path("name").asString("");
      boolean valued =
          has(secret, "value") || (has(secret, "keyVaultUrl") && has(secret, "identity"));
      if (!valued || !NAME.matcher(name).matches() || !names.add(name)) {
        bad.add(name);
      }
    }
    if (!bad.isEmpty()) {
      throw ArmError.invalid(
          "ContainerAppSecretInvalid",
          "Invalid Request: Container app secret(s) with name(s) '%s' are invalid: value or keyVaultUrl and identity should be provided."
              .formatted(String.join(",", bad)));
    }
    return names;
  }

  static void registries(JsonNode configuration, Set<String> secrets) {
    for (JsonNode registry : configuration.path("registries")) {
      String server = registry.path("server").asString("");
      boolean password = has(registry, "username") && has(registry, "passwordSecretRef");
      if (server.isBlank() || password == has(registry, "identity")) {
        throw ArmError.invalid(
            "ContainerAppInvalidRegistry",
            "The registry '%s' needs a server and either an identity or username and passwordSecretRef."
                .formatted(server));
      }
      resolve(registry.path("passwordSecretRef"), secrets, "registry '" + server + "'");
    }
  }

  /** Refuses a reference to a secret that is not there. */
  static void resolve(JsonNode reference, Set<String> secrets, String whose) {
    String name = reference.asString("");
    if (!name.isEmpty() && !secrets.contains(name)) {
      throw ArmError.invalid(
          "ContainerAppSecretRefNotFound",
          "SecretRef '%s' defined for %s not found.".formatted(name, whose));
    }
  }

  private static boolean has(JsonNode node, String name) {
    return !node.path(name).asString("").isEmpty();
  }
}
