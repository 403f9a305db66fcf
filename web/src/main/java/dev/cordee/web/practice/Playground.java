package dev.cordee.web.practice;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.core.env.Environment;

/** Makes sure that nobody but this machine's own people can break what is here. */
final class Playground {
  private Playground() {}

  /**
   * Checks where the API listens, and who may come through.
   *
   * @throws IllegalStateException naming the setting that does not go with practice
   */
  static void require(Environment environment) {
    var address = environment.getProperty("cordee.address", "");
    if (!isLoopback(address)) {
      throw new IllegalStateException(
          "cordee.practice.launcher lets callers break this stack, and cordee.address="
              + address
              + " is reachable from other machines: unset one of them");
    }
    if (!environment.getProperty("cordee.trusted-proxies", "").isBlank()) {
      throw new IllegalStateException(
          "cordee.practice.launcher lets callers break this stack, and cordee.trusted-proxies names"
              + " a proxy, through which others would come: unset one of them");
    }
  }

  private static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
