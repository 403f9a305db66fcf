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
    return filled("help.txt", addresses);
  }

  /** As {@link #page}, for a sandbox that has the stand-in for Azure too. */
  public static String pageWithAzure(Map<String, ?> addresses) {
    return filled("help.txt", addresses) + filled("help-azure.txt", addresses);
  }

  private static String filled(String name, Map<String, ?> addresses) {
    String page = read(name);
    for (var address : addresses.entrySet()) {
      page = page.replace("{" + address.getKey() + "}", address.getValue().toString());
    }
    return page;
  }

  private static String read(String name) {
    try (InputStream page = Help.class.getResourceAsStream(name)) {
      byte[] bytes = Objects.requireNonNull(page, name).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
