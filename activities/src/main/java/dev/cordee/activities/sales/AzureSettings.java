package dev.cordee.activities.sales;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What has to be known to ask Azure for engines. What is not set is blank.
 *
 * @param tenantId of the service principal, as are the client id and its secret
 * @param location where apps are made, as Azure spells it
 * @param environmentId whole resource id of the managed environment they run in
 * @param registryUrl where the image comes from; only the host counts
 * @param engineImage with its tag
 * @param enginePort that the engine listens on
 * @param enginePath of its WebSocket
 * @param azureEndpoint of Azure Resource Manager; blank for the public cloud
 * @param azureAuthority that gives tokens; blank for the public cloud
 * @param azureCa file of certificates, as PEM, to trust besides the usual ones; blank for none
 */
public record AzureSettings(
    String tenantId,
    String clientId,
    String clientSecret,
    String subscriptionId,
    String resourceGroup,
    String location,
    String environmentId,
    String registryUrl,
    String registryUsername,
    String registryPassword,
    String engineImage,
    int enginePort,
    String enginePath,
    String azureEndpoint,
    String azureAuthority,
    String azureCa) {

  private static final String HIDDEN = "***";
  private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9.-]*");
  private static final Pattern SCHEME = Pattern.compile("^[a-z]+://");

  /**
   * Checks what is set; what is not, {@link #missing()} tells.
   *
   * @throws IllegalArgumentException naming the setting that cannot be used
   */
  public AzureSettings {
    if (!TENANT.matcher(tenantId).matches()) {
      throw new IllegalArgumentException(
          "AZURE_TENANT_ID has to be an id or a domain, and is " + tenantId);
    }
    checkAddress("cordee.sales.azure-endpoint", azureEndpoint);
    checkAddress("cordee.sales.azure-authority", azureAuthority);
    if (!enginePath.startsWith("/")) {
      throw new IllegalArgumentException(
          "cordee.sales.engine-path has to begin with /, and is " + enginePath);
    }
    if (enginePort < 1 || enginePort > 65_535) {
      throw new IllegalArgumentException(
          "cordee.sales.engine-port has to be a port, and is " + enginePort);
    }
  }

  /** Tokens and secrets go there: never in the clear. */
  private static void checkAddress(String setting, String address) {
    if (!address.isBlank() && !address.startsWith("https://")) {
      throw new IllegalArgumentException(
          setting + " has to begin with https://, and is " + address);
    }
  }

  /** Names of the environment variables that are not set; with any of them there are no sales. */
  public List<String> missing() {
    Map<String, String> needed = new LinkedHashMap<>();
    needed.put("AZURE_TENANT_ID", tenantId);
    needed.put("AZURE_CLIENT_ID", clientId);
    needed.put("AZURE_CLIENT_SECRET", clientSecret);
    needed.put("AZURE_SUBSCRIPTION_ID", subscriptionId);
    needed.put("AZURE_RESOURCE_GROUP", resourceGroup);
    needed.put("AZURE_LOCATION", location);
    needed.put("AZURE_CONTAINER_ENV_ID", environmentId);
    needed.put("AZURE_REGISTRY_URL", registryUrl);
    needed.put("REGISTRY_USERNAME", registryUsername);
    needed.put("REGISTRY_PASSWORD", registryPassword);
    needed.put("ENGINE_IMAGE", engineImage);
    return needed.entrySet().stream()
        .filter(setting -> setting.getValue().isBlank())
        .map(Map.Entry::getKey)
        .toList();
  }

  Optional<URI> endpoint() {
    return address(azureEndpoint);
  }

  Optional<URI> authority() {
    return address(azureAuthority);
  }

  private static Optional<URI> address(String address) {
    return address.isBlank()
        ? Optional.empty()
        : Optional.of(URI.create(address.replaceAll("/+$", "")));
  }

  Optional<Path> ca() {
    return azureCa.isBlank() ? Optional.empty() : Optional.of(Path.of(azureCa));
  }

  /** The registry as Azure wants it named: a host. */
  String registry() {
    return SCHEME.matcher(registryUrl).replaceFirst("").replaceAll("/.*", "");
  }

  /** What somebody else says, without our secrets should they be quoted. */
  String withoutSecrets(String words) {
    return Stream.of(clientSecret, registryPassword)
        .filter(secret -> !secret.isBlank())
        .reduce(words, (text, secret) -> text.replace(secret, HIDDEN));
  }

  /** Without secrets. */
  @Override
  public String toString() {
    return "AzureSettings[tenant %s, client %s, subscription %s, group %s, %s, environment %s, image %s, endpoint %s]"
        .formatted(
            tenantId,
            clientId,
            subscriptionId,
            resourceGroup,
            location,
            environmentId,
            engineImage,
            azureEndpoint);
  }
}
