package dev.cordee.sandbox.faults;

import dev.cordee.sandbox.http.Fields;
import dev.cordee.sandbox.shop.Operation;
import dev.cordee.sandbox.shop.ShopService;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A fault as ordered.
 *
 * @param operation nothing for all of the service's
 * @param keyPrefix only requests whose Idempotency-Key starts so
 * @param latencyMs milliseconds, for {@link FaultKind#LATENCY}
 * @param status for {@link FaultKind#ERROR}, 503 unless told
 * @param times how many hits until it disarms; nothing for no end
 * @param probability that a matching request is hit, from 0 to 1
 * @param seed of the draws; one is picked and shown when none was given, so that a run can be
 *     redone
 */
public record FaultSpec(
    ShopService service,
    @Nullable Operation operation,
    @Nullable String keyPrefix,
    FaultKind kind,
    @Nullable Long latencyMs,
    @Nullable Integer status,
    @Nullable Long times,
    double probability,
    long seed) {
  private static final Set<String> PER_REQUEST =
      Set.of("operation", "key_prefix", "times", "probability", "seed");
  private static final Set<String> KNOWN =
      Set.of(
          "service",
          "kind",
          "operation",
          "key_prefix",
          "times",
          "probability",
          "seed",
          "latency_ms",
          "status");
  private static final long LONGEST_LATENCY_MS = 3_600_000;

  /** Reads an order; a 422 that names the field for anything unknown, missing or senseless. */
  static FaultSpec read(JsonNode body) {
    Fields fields = Fields.of(body);
    fields.only(KNOWN);
    ShopService service = word(fields, "service", ShopService.values(), ShopService::wire);
    FaultKind kind = word(fields, "kind", FaultKind.values(), FaultKind::wire);
    refuseSenseless(fields, kind);
    return new FaultSpec(
        service,
        fields.has("operation") ? operation(fields, service) : null,
        fields.has("key_prefix") ? fields.text("key_prefix") : null,
        kind,
        kind == FaultKind.LATENCY ? fields.integer("latency_ms", 0, LONGEST_LATENCY_MS) : null,
        kind == FaultKind.ERROR ? status(fields) : null,
        fields.has("times") ? fields.positive("times") : null,
        fields.has("probability") ? fields.fraction("probability") : 1,
        fields.has("seed")
            ? fields.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE)
            : ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE));
  }

  boolean concerns(Operation asked, @Nullable String key) {
    return asked.service() == service
        && (operation == null || operation == asked)
        && (keyPrefix == null || (key != null && key.startsWith(keyPrefix)));
  }

  private static void refuseSenseless(Fields fields, FaultKind kind) {
    if (kind == FaultKind.DOWN) {
      for (String name : PER_REQUEST) {
        if (fields.has(name)) {
          throw fields.refuse(name, "does not go with down, which is for the whole service");
        }
      }
    }
    if (kind != FaultKind.LATENCY && fields.has("latency_ms")) {
      throw fields.refuse("latency_ms", "goes with kind latency only");
    }
    if (kind != FaultKind.ERROR && fields.has("status")) {
      throw fields.refuse("status", "goes with kind error only");
    }
  }

  private static int status(Fields fields) {
    return fields.has("status") ? (int) fields.integer("status", 400, 599) : 503;
  }

  private static Operation operation(Fields fields, ShopService service) {
    Operation[] own =
        Arrays.stream(Operation.values())
            .filter(operation -> operation.service() == service)
            .toArray(Operation[]::new);
    return word(fields, "operation", own, Operation::wire);
  }

  private static <T> T word(Fields fields, String name, T[] values, Function<T, String> wire) {
    List<String> words = Arrays.stream(values).map(wire).toList();
    int found = fields.has(name) ? words.indexOf(fields.text(name)) : -1;
    if (found < 0) {
      throw fields.refuse(name, "must be one of " + words);
    }
    return values[found];
  }
}
