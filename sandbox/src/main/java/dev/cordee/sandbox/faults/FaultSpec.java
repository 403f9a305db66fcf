package dev.cordee.sandbox.faults;

import dev.cordee.sandbox.http.Fields;
import dev.cordee.sandbox.service.Asked;
import dev.cordee.sandbox.service.Filter;
import dev.cordee.sandbox.service.Service;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A fault as ordered.
 *
 * @param times how many hits until it disarms; nothing for no end
 * @param probability that a matching request is hit, from 0 to 1
 * @param seed of the draws; one is picked and shown when none was given, so that a run can be
 *     redone
 * @param order what was asked for, with the seed: how the fault is shown
 */
record FaultSpec(
    Service service,
    Filter filter,
    Effect effect,
    @Nullable Long times,
    double probability,
    long seed,
    JsonNode order) {
  private static final Set<String> PER_REQUEST =
      union(Filter.FIELDS, Set.of("times", "probability", "seed"));
  private static final Set<String> KNOWN =
      union(union(PER_REQUEST, Set.of("service", "kind")), EffectReader.settings());

  /** Reads an order; a 422 that names the field for anything unknown, missing or senseless. */
  static FaultSpec read(JsonNode body, List<Service> services) {
    Fields fields = Fields.of(body);
    fields.only(KNOWN);
    Service service = fields.word("service", services, Service::wire);
    Effect effect = EffectReader.read(fields);
    if (effect == Effect.Plain.DOWN) {
      refusePerRequest(fields);
    }
    long seed =
        fields.has("seed")
            ? fields.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE)
            : ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
    return new FaultSpec(
        service,
        Filter.read(fields, List.of(service)),
        effect,
        fields.has("times") ? fields.positive("times") : null,
        fields.has("probability") ? fields.fraction("probability") : 1,
        seed,
        ((ObjectNode) body.deepCopy()).put("seed", seed));
  }

  boolean concerns(Asked asked) {
    return asked.service().equals(service) && filter.matches(asked);
  }

  boolean isDown(Service whose) {
    return effect == Effect.Plain.DOWN && service.equals(whose);
  }

  private static void refusePerRequest(Fields fields) {
    for (String name : PER_REQUEST) {
      if (fields.has(name)) {
        throw fields.refuse(name, "does not go with down, which is for the whole service");
      }
    }
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    Set<String> all = new HashSet<>(some);
    all.addAll(others);
    return Set.copyOf(all);
  }
}
