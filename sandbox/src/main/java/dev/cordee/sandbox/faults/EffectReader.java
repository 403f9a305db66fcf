package dev.cordee.sandbox.faults;

import dev.cordee.sandbox.http.Fields;
import dev.cordee.sandbox.http.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads {@code kind} and the settings that go with it; a 422 names what is wrong. */
final class EffectReader {
  private static final long LONGEST_LATENCY_MS = 3_600_000;

  private static final Map<String, Set<String>> SETTINGS =
      Map.of(
          Effect.Latency.KIND, Set.of("latency_ms"),
          Effect.Failure.KIND, Set.of("status"),
          Effect.Answer.KIND, Set.of("status", "body", "text", "headers", "work"));

  private static final List<String> KINDS =
      Stream.concat(
              Stream.of(Effect.Latency.KIND, Effect.Failure.KIND, Effect.Answer.KIND),
              Stream.of(Effect.Plain.values()).map(Effect.Plain::kind))
          .toList();

  private EffectReader() {}

  /** The names of all settings, of whatever kind. */
  static Set<String> settings() {
    return SETTINGS.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
  }

  static Effect read(Fields fields) {
    String kind = fields.word("kind", KINDS, Function.identity());
    refuseForeign(fields, kind);
    return switch (kind) {
      case Effect.Latency.KIND ->
          new Effect.Latency(
              Duration.ofMillis(fields.integer("latency_ms", 0, LONGEST_LATENCY_MS)));
      case Effect.Failure.KIND -> new Effect.Failure(status(fields, 503, 400));
      case Effect.Answer.KIND ->
          new Effect.Answer(
              headed(fields, reply(fields)), !fields.has("work") || fields.flag("work"));
      default -> Effect.Plain.valueOf(kind.toUpperCase(Locale.ROOT));
    };
  }

  private static void refuseForeign(Fields fields, String kind) {
    for (String name : settings()) {
      if (fields.value(name) != null && !takes(kind, name)) {
        List<String> kinds = KINDS.stream().filter(other -> takes(other, name)).toList();
        throw fields.refuse(name, "goes with kind " + String.join(" or ", kinds) + " only");
      }
    }
  }

  private static boolean takes(String kind, String setting) {
    return SETTINGS.getOrDefault(kind, Set.of()).contains(setting);
  }

  private static Reply reply(Fields fields) {
    int status = status(fields, 200, 200);
    JsonNode body = fields.value("body");
    if (body != null && fields.has("text")) {
      throw fields.refuse("text", "does not go with body: one of the two is the answer");
    }
    if (body != null) {
      return Reply.json(status, body);
    }
    return fields.has("text")
        ? Reply.json(status, fields.text("text").getBytes(StandardCharsets.UTF_8))
        : Reply.empty(status);
  }

  private static Reply headed(Fields fields, Reply reply) {
    JsonNode headers = fields.value("headers");
    if (headers == null) {
      return reply;
    }
    if (!headers.isObject()) {
      throw fields.refuse("headers", "must be an object of texts");
    }
    Reply headed = reply;
    for (var header : headers.properties()) {
      if (!header.getValue().isString()) {
        throw fields.refuse("headers." + header.getKey(), "must be a text");
      }
      headed = headed.with(header.getKey(), header.getValue().stringValue());
    }
    return headed;
  }

  private static int status(Fields fields, int usual, int least) {
    return fields.has("status") ? (int) fields.integer("status", least, 599) : usual;
  }
}
