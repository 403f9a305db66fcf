package dev.cordee.sandbox.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One request, read whole. */
public final class Request {
  private static final int MAX_BODY_BYTES = 1 << 20;

  private final String method;
  private final String path;
  private final Map<String, String> query;
  private final Map<String, String> parameters;
  private final Headers headers;
  private final byte[] body;

  private Request(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> parameters,
      Headers headers,
      byte[] body) {
    this.method = method;
    this.path = path;
    this.query = query;
    this.parameters = parameters;
    this.headers = headers;
    this.body = body;
  }

  static Request read(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      throw new Rejection(413, "too_large", "the body is over " + MAX_BODY_BYTES + " bytes");
    }
    return new Request(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        parseQuery(exchange.getRequestURI().getRawQuery()),
        Map.of(),
        exchange.getRequestHeaders(),
        body);
  }

  Request withParameters(Map<String, String> found) {
    return new Request(method, path, query, found, headers, body);
  }

  public String method() {
    return method;
  }

  public String path() {
    return path;
  }

  public @Nullable String query(String name) {
    return query.get(name);
  }

  public Map<String, String> query() {
    return Collections.unmodifiableMap(query);
  }

  /** What the path holds at {@code {name}} of the route's template. */
  public String parameter(String name) {
    return Objects.requireNonNull(parameters.get(name), name);
  }

  /** As {@link #parameter}, where not every route has it. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** A path parameter that is an id of one or more; anything else names nothing: 404. */
  public long id(String name) {
    String text = parameter(name);
    try {
      long id = Long.parseLong(text);
      if (id > 0) {
        return id;
      }
    } catch (NumberFormatException e) {
      // answered below, as any other id that cannot be
    }
    throw new Rejection(404, "unknown", name + " " + text + " does not exist");
  }

  public @Nullable String idempotencyKey() {
    String key = header("Idempotency-Key");
    return key == null || key.isBlank() ? null : key;
  }

  /** The first header of that name, in whatever case. */
  public @Nullable String header(String name) {
    return headers.getFirst(name);
  }

  public byte[] body() {
    return body;
  }

  public JsonNode json() {
    return Json.parse(body);
  }

  private static Map<String, String> parseQuery(@Nullable String raw) {
    if (raw == null || raw.isEmpty()) {
      return Map.of();
    }
    Map<String, String> found = new HashMap<>();
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      found.put(decode(name), decode(value));
    }
    return found;
  }

  private static String decode(String text) {
    try {
      // a plus is a plus: only forms write a space so
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Rejection(400, "malformed_query", "not a valid escape in " + text);
    }
  }
}
