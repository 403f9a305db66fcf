package dev.cordee.sandbox.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** The help page, with the addresses this sandbox really has. */
public final class Help {
  private Help() {}

  /**
   * The page with each {@code {name}} of an address put in.
   *
   * @param addresses by name: control and every service
   */
  public static String page(Map<String, ?> addresses) {
    String page = read();
    for (var address : addresses.entrySet()) {
      page = page.replace("{" + address.getKey() + "}", address.getValue().toString());
    }
    return page;
  }

  private static String read() {
    try (InputStream page = Help.class.getResourceAsStream("help.txt")) {
      byte[] bytes = Objects.requireNonNull(page, "help.txt").readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
