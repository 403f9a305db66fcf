package dev.cordee.web.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may call.
 *
 * @param address the address to listen on
 * @param apiKey asked of every call when set; must be set to listen beyond loopback
 */
@ConfigurationProperties("cordee")
record AccessSettings(@DefaultValue("127.0.0.1") String address, @DefaultValue("") String apiKey) {

  AccessSettings {
    if (address.isBlank()) {
      throw new IllegalStateException("CORDEE_ADDRESS is empty: set it to 127.0.0.1, or unset it");
    }
    if (apiKey.isEmpty() && !isLoopback(address)) {
      throw new IllegalStateException(
          "CORDEE_ADDRESS="
              + address
              + " is reachable from other machines: set CORDEE_API_KEY too, or listen on 127.0.0.1");
    }
  }

  private static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("CORDEE_ADDRESS=" + address + " is no address", e);
    }
  }
}
