package dev.cordee.web.dashboard;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the dashboard leads to, besides itself.
 *
 * @param temporalUi the Temporal Web UI as a browser reaches it, such as {@code
 *     http://127.0.0.1:8233}, or a path on the same host, such as {@code /temporal}
 * @param proxyHealth answers 200 while the proxy in front of the API works; empty: there is none
 */
@ConfigurationProperties("cordee.dashboard")
public record DashboardSettings(String temporalUi, String proxyHealth) {

  /** Without a slash at the end, which links add. */
  public DashboardSettings {
    temporalUi = temporalUi.replaceAll("/+$", "");
    requireLink("temporal-ui", temporalUi);
    requireLink("proxy-health", proxyHealth);
  }

  private static void requireLink(String name, String value) {
    if (!value.isEmpty() && !value.startsWith("/") && !isHttp(value)) {
      throw new IllegalStateException(
          "cordee.dashboard." + name + "=" + value + ": must be an http(s) URL or empty");
    }
  }

  private static boolean isHttp(String value) {
    try {
      var scheme = URI.create(value).getScheme();
      return "http".equals(scheme) || "https".equals(scheme);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
