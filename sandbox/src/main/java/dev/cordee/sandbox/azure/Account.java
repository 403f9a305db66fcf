package dev.cordee.sandbox.azure;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The one customer of the stand-in: who may come in, and the resource group that exists.
 *
 * @param environment the name of the managed environment that apps run in
 */
public record Account(
    String tenant,
    String client,
    String secret,
    String subscription,
    String group,
    String location,
    String environment) {

  /** The account every sandbox has; its secret opens nothing else. */
  public static final Account SANDBOX =
      new Account(
          "0c04dee0-0000-4000-8000-000000000001",
          "0c04dee0-0000-4000-8000-000000000002",
          "sandbox-secret",
          "0c04dee0-0000-4000-8000-000000000003",
          "cordee-sandbox",
          "francecentral",
          "sandbox-env");

  /** What an app names as its {@code environmentId}. */
  @JsonProperty("environment_id")
  public String environmentId() {
    return providers() + "/managedEnvironments/" + environment;
  }

  /** The start of every resource's id. */
  String providers() {
    return "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.App"
        .formatted(subscription, group);
  }
}
