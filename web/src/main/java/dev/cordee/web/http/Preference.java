package dev.cordee.web.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.stream.Stream;

/** What a client prefers of an answer (RFC 7240). */
public final class Preference {
  private Preference() {}

  /** True when the client would rather not wait for the result. */
  public static boolean respondAsync(HttpServletRequest request) {
    return Collections.list(request.getHeaders("Prefer")).stream()
        .flatMap(value -> Stream.of(value.split(",")))
        .anyMatch(preference -> preference.strip().equalsIgnoreCase("respond-async"));
  }
}
