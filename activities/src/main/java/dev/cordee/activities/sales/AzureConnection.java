package dev.cordee.activities.sales;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.UserAgentPolicy;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.resourcemanager.appcontainers.ContainerAppsApiManager;
import com.azure.resourcemanager.appcontainers.fluent.ContainerAppsClient;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * The SDK, set up so that one call of ours is one call to Azure: nothing is repeated here, since
 * Temporal repeats better.
 */
final class AzureConnection {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** Three calls with a token among them have to fit into an attempt of an activity. */
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(15);

  private static final String NAME = "cordee";
  private static final String RESOURCE_MANAGER = "resourceManagerEndpointUrl";
  private static final String MANAGEMENT = "managementEndpointUrl";

  /**
   * The JDK's client counts for itself, and the SDK warns of each call that has done so already.
   */
  private static final HttpPipelinePolicy UNCOUNTED =
      (context, next) -> {
        context.getHttpRequest().getHeaders().remove(HttpHeaderName.CONTENT_LENGTH);
        return next.process();
      };

  private final AzureSettings settings;
  private final AzureEnvironment cloud;
  private final HttpPipeline pipeline;

  /**
   * Opens no connection yet.
   *
   * @param calls policies for what goes to Resource Manager
   * @param tokens the same for what goes to the authority
   */
  AzureConnection(
      AzureSettings settings,
      SSLContext tls,
      HttpPipelinePolicy operations,
      HttpPipelinePolicy calls,
      HttpPipelinePolicy tokens) {
    this.settings = settings;
    this.cloud = cloud(settings);
    var http = http(tls);
    var token =
        new RenewedToken(
            () -> credential(settings, http, tokens), cloud.getManagementEndpoint() + "/.default");
    this.pipeline =
        new HttpPipelineBuilder()
            .policies(
                new UserAgentPolicy(NAME),
                new RequestIdPolicy(),
                token,
                operations,
                calls,
                UNCOUNTED)
            .httpClient(http)
            .build();
  }

  private static HttpClient http(SSLContext tls) {
    return new JdkHttpClientBuilder(java.net.http.HttpClient.newBuilder().sslContext(tls))
        .connectionTimeout(CONNECT_TIMEOUT)
        .responseTimeout(ANSWER_TIMEOUT)
        .readTimeout(ANSWER_TIMEOUT)
        .build();
  }

  private static TokenCredential credential(
      AzureSettings settings, HttpClient http, HttpPipelinePolicy tokens) {
    var builder =
        new ClientSecretCredentialBuilder()
            .tenantId(settings.tenantId())
            .clientId(settings.clientId())
            .clientSecret(settings.clientSecret())
            .pipeline(
                new HttpPipelineBuilder().policies(tokens, UNCOUNTED).httpClient(http).build());
    // the SDK would ask Microsoft whether it knows an authority that is not Microsoft's
    settings
        .authority()
        .ifPresent(
            authority -> builder.authorityHost(authority.toString()).disableInstanceDiscovery());
    var entra = builder.build();
    return request -> entra.getToken(request).map(AzureConnection::dated);
  }

  /**
   * When Entra does not say from when on a token may be renewed, the SDK takes it for 1970, and
   * asks for another every half a minute. Without that time it asks shortly before the end.
   */
  private static AccessToken dated(AccessToken token) {
    var renewal = token.getRefreshAt();
    return renewal != null && renewal.toEpochSecond() <= 0
        ? new AccessToken(token.getToken(), token.getExpiresAt())
        : token;
  }

  private static AzureEnvironment cloud(AzureSettings settings) {
    return settings
        .endpoint()
        .map(URI::toString)
        .map(
            endpoint -> {
              Map<String, String> endpoints =
                  AzureEnvironment.AZURE.getEndpoints().entrySet().stream()
                      .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
              endpoints.put(RESOURCE_MANAGER, endpoint);
              endpoints.put(MANAGEMENT, endpoint);
              return new AzureEnvironment(endpoints);
            })
        .orElse(AzureEnvironment.AZURE);
  }

  ContainerAppsClient apps() {
    var profile = new AzureProfile(settings.tenantId(), settings.subscriptionId(), cloud);
    return ContainerAppsApiManager.authenticate(pipeline, profile)
        .serviceClient()
        .getContainerApps();
  }

  /** With our token, so for addresses that {@link #isOurs} only. */
  HttpPipeline pipeline() {
    return pipeline;
  }

  /** Whether an address is Resource Manager's. */
  boolean isOurs(String address) {
    try {
      var there = URI.create(address);
      var home = URI.create(cloud.getResourceManagerEndpoint());
      return "https".equals(there.getScheme())
          && home.getHost().equalsIgnoreCase(there.getHost())
          && home.getPort() == there.getPort();
    } catch (IllegalArgumentException none) {
      return false;
    }
  }
}
