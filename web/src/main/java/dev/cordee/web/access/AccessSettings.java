package dev.cordee.web.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Who may call.
 *
 * @param address the address to listen on
 * @param apiKey an operator's key that needs no database: the first one, by which others are made
 * @param viewerKey the same of a viewer, for what scrapes the metrics
 * @param trustedProxies networks whose X-Forwarded headers are believed
 * @param oidc an identity provider whose tokens are taken too
 */
@ConfigurationProperties("cordee")
record AccessSettings(
    @DefaultValue("127.0.0.1") String address,
    @DefaultValue("") String apiKey,
    @DefaultValue("") String viewerKey,
    @DefaultValue List<String> trustedProxies,
    @DefaultValue OidcSettings oidc) {

  private static final int SHORTEST_KEY = 32;
  private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]*");

  AccessSettings {
    if (address.isBlank()) {
      throw new IllegalStateException("CORDEE_ADDRESS is empty: set it to 127.0.0.1, or unset it");
    }
    requireStrong("CORDEE_API_KEY", apiKey);
    requireStrong("CORDEE_VIEWER_KEY", viewerKey);
    if (!apiKey.isEmpty() && apiKey.equals(viewerKey)) {
      throw new IllegalStateException(
          "CORDEE_VIEWER_KEY is the same as CORDEE_API_KEY: whoever has it would be an operator");
    }
    trustedProxies.forEach(AccessSettings::requireNetwork);
    if (isOpen(apiKey, viewerKey, oidc) && !isLoopback(address)) {
      throw new IllegalStateException(
          "CORDEE_ADDRESS="
              + address
              + " is reachable from other machines: set CORDEE_API_KEY (or CORDEE_OIDC_ISSUER)"
              + " too, or listen on 127.0.0.1");
    }
    if (isOpen(apiKey, viewerKey, oidc) && !trustedProxies.isEmpty()) {
      throw new IllegalStateException(
          "cordee.trusted-proxies names a proxy, through which others would come: set"
              + " CORDEE_API_KEY (or CORDEE_OIDC_ISSUER) too");
    }
  }

  /** Whether nothing is asked of callers. */
  boolean isOpen() {
    return isOpen(apiKey, viewerKey, oidc);
  }

  private static boolean isOpen(String apiKey, String viewerKey, OidcSettings oidc) {
    return apiKey.isEmpty() && viewerKey.isEmpty() && !oidc.isOn();
  }

  private static void requireStrong(String name, String key) {
    if (!key.isEmpty() && key.length() < SHORTEST_KEY) {
      throw new IllegalStateException(
          name
              + " has "
              + key.length()
              + " characters: it needs "
              + SHORTEST_KEY
              + " at least, as by: openssl rand -hex 32");
    }
    if (!VISIBLE_ASCII.matcher(key).matches()) {
      throw new IllegalStateException(
          name + " holds a blank, or what is no ASCII: no header could carry it");
    }
  }

  private static void requireNetwork(String text) {
    try {
      var _ = new IpAddressMatcher(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "cordee.trusted-proxies: " + text + " is no network, such as 10.0.0.0/8", e);
    }
  }

  private static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("CORDEE_ADDRESS=" + address + " is no address", e);
    }
  }

  @Override
  public String toString() {
    return "AccessSettings[" + address + "]";
  }
}
