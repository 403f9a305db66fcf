package dev.cordee.sandbox.http;

import dev.cordee.sandbox.http.Rejection.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** An answer, ready to send: status, content type and bytes. Its bytes are never changed. */
public final class Reply implements Outcome {
  private static final String JSON = "application/json";

  private final int status;
  private final String contentType;
  private final byte[] body;
  private final boolean replayed;
  private final Map<String, String> headers;

  private Reply(
      int status, String contentType, byte[] body, boolean replayed, Map<String, String> headers) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
    this.replayed = replayed;
    this.headers = headers;
  }

  public static Reply json(int status, Object value) {
    return json(status, Json.bytes(value));
  }

  /** From bytes that are JSON already; they are kept, not copied. */
  public static Reply json(int status, byte[] body) {
    return new Reply(status, JSON, body, false, Map.of());
  }

  public static Reply text(int status, String contentType, String text) {
    return new Reply(status, contentType, text.getBytes(StandardCharsets.UTF_8), false, Map.of());
  }

  /** A status and no word more. */
  public static Reply empty(int status) {
    return of(status, "", new byte[0]);
  }

  /** From the bytes of another answer; they are kept, not copied. */
  public static Reply of(int status, String contentType, byte[] body) {
    return new Reply(status, contentType, body, false, Map.of());
  }

  public static Reply problem(int status, String error, String reason) {
    return json(status, new Problem(error, reason, null));
  }

  /** This answer as a repeat of an earlier one: sent with {@code Idempotency-Replayed: true}. */
  public Reply asReplay() {
    return new Reply(status, contentType, body, true, headers);
  }

  /** This answer with one more header; Content-Type takes the place of the usual one. */
  public Reply with(String name, String value) {
    var more = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    more.putAll(headers);
    more.put(name, value);
    return new Reply(status, contentType, body, replayed, more);
  }

  public int status() {
    return status;
  }

  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  public boolean isReplayed() {
    return replayed;
  }

  /** Empty when the answer has none. */
  public String contentType() {
    return contentType;
  }

  /** Those beside content type and length. */
  public Map<String, String> headers() {
    return headers;
  }

  /** The bytes themselves, shared: not to be changed. */
  public byte[] body() {
    return body;
  }
}
