package dev.cordee.web;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A request that must be refused.
 *
 * @param name what is wrong with it
 * @param head request line and headers
 * @param status the answer's
 * @param type last part of the problem's type
 * @param fields what the problem names, in order
 */
record Malformed(
    String name, String head, byte[] body, int status, String type, List<String> fields) {
  static final String SOUND = "{\"client_id\": 4, \"magasin_id\": 1}";

  private static final String CHECKOUT = "POST /api/commande/checkout HTTP/1.1\n";
  private static final String JSON = "Content-Type: application/json\n";

  /** A checkout whose body is JSON, but no order. */
  static Malformed fields(String body, String... named) {
    return json(body, body, 422, "invalid-fields").naming(named);
  }

  /** A checkout with an otherwise sound order whose client_id is this. */
  static Malformed clientId(String value) {
    return fields("{\"client_id\": " + value + ", \"magasin_id\": 1}", "client_id");
  }

  /** A checkout with an otherwise sound order whose magasin_id is this. */
  static Malformed magasinId(String value) {
    return fields("{\"client_id\": 4, \"magasin_id\": " + value + "}", "magasin_id");
  }

  /** A checkout whose body is not JSON. */
  static Malformed notJson(String name, String body) {
    return json(name, body, 400, "malformed-json");
  }

  static Malformed json(String name, String body, int status, String type) {
    return bytes(name, JSON, body.getBytes(StandardCharsets.UTF_8), status, type);
  }

  /** A checkout with a sound order in another encoding. */
  static Malformed encoded(String name, String headers, Charset charset, int status, String type) {
    return bytes(name, headers, SOUND.getBytes(charset), status, type);
  }

  /** A checkout with a sound order, and these headers. */
  static Malformed headers(String name, String headers, int status, String type) {
    return encoded(name, headers, StandardCharsets.UTF_8, status, type);
  }

  /** A checkout with a sound order, in JSON, and this Idempotency-Key header or headers. */
  static Malformed key(String name, String header) {
    return headers(name, JSON + header + "\n", 400, "invalid-idempotency-key");
  }

  /** A POST to any route, whose body is JSON that cannot be taken. */
  static Malformed fieldsOf(String path, String body, String... named) {
    return post(path, body, 422, "invalid-fields").naming(named);
  }

  /** A POST to any route, of JSON. */
  static Malformed post(String path, String body, int status, String type) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var head = "POST " + path + " HTTP/1.1\n" + JSON + "Content-Length: " + bytes.length;
    return new Malformed(path + " " + body, head, bytes, status, type, List.of());
  }

  static Malformed bytes(String name, String headers, byte[] body, int status, String type) {
    var head = CHECKOUT + headers + "Content-Length: " + body.length;
    return new Malformed(name, head, body, status, type, List.of());
  }

  /** A checkout in chunks. */
  static Malformed chunked(String name, int size, int status, String type) {
    var content = " ".repeat(size);
    var body = Integer.toHexString(size) + "\r\n" + content + "\r\n0\r\n\r\n";
    return new Malformed(
        name,
        CHECKOUT + JSON + "Transfer-Encoding: chunked",
        body.getBytes(StandardCharsets.UTF_8),
        status,
        type,
        List.of());
  }

  /** Any other request, without a body. */
  static Malformed route(String line, int status, String type, String... named) {
    return new Malformed(
            line, line + " HTTP/1.1\nContent-Length: 0", new byte[0], status, type, List.of())
        .naming(named);
  }

  Malformed naming(String... named) {
    return new Malformed(name, head, body, status, type, List.of(named));
  }

  @Override
  public String toString() {
    return name.length() < 120 ? name : name.substring(0, 120);
  }
}
