package dev.cordee.sandbox.azure;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Requests as a client sends them. */
final class Bodies {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Bodies() {}

  /** An app as a sale's engine is: a private image, a secret, ingress, one replica. */
  static ObjectNode market(String name) {
    return (ObjectNode)
        MAPPER.readTree(
            """
            {"location":"francecentral",
             "tags":{"sale-id":"%s"},
             "properties":{
               "environmentId":"%s",
               "configuration":{
                 "activeRevisionsMode":"Single",
                 "secrets":[{"name":"registry-password","value":"top-secret"}],
                 "registries":[{"server":"engines.azurecr.io","username":"puller",
                                "passwordSecretRef":"registry-password"}],
                 "ingress":{"external":true,"targetPort":3000,"transport":"auto"}},
               "template":{
                 "containers":[{"name":"engine","image":"engines.azurecr.io/engine:1.0",
                   "env":[{"name":"PORT","value":"3000"},
                          {"name":"PASSWORD","secretRef":"registry-password"}],
                   "resources":{"cpu":0.5,"memory":"1Gi"}}],
                 "scale":{"minReplicas":1,"maxReplicas":1}}}}
            """
                .formatted(name, AzureClient.ACCOUNT.environmentId()));
  }

  /** The app with one value put at a pointer, its parent being there. */
  static String with(String pointer, String json) {
    ObjectNode body = market("market-paris");
    int slash = pointer.lastIndexOf('/');
    JsonNode parent = body.at(pointer.substring(0, slash));
    ((ObjectNode) parent).set(pointer.substring(slash + 1), MAPPER.readTree(json));
    return body.toString();
  }
}
