package dev.cordee.sandbox.azure;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Processors and memory of an app's containers, which go together in fixed pairs only. */
final class Resources {
  static final BigDecimal USUAL_CPU = new BigDecimal("0.5");
  static final String USUAL_MEMORY = "1Gi";

  private static final BigDecimal STEP = new BigDecimal("0.25");
  private static final BigDecimal MOST_CPU = new BigDecimal("2");
  private static final BigDecimal MEMORY_PER_CPU = new BigDecimal("2");
  private static final String UNIT = "Gi";

  private Resources() {}

  static void check(List<JsonNode> containers) {
    BigDecimal cpu = BigDecimal.ZERO;
    BigDecimal memory = BigDecimal.ZERO;
    for (JsonNode container : containers) {
      JsonNode resources = container.path("resources");
      cpu = cpu.add(resources.path("cpu").asDecimal(USUAL_CPU));
      memory = memory.add(gibibytes(resources.path("memory").asString(USUAL_MEMORY)));
    }
    boolean paired =
        cpu.signum() > 0
            && cpu.compareTo(MOST_CPU) <= 0
            && cpu.remainder(STEP).signum() == 0
            && memory.compareTo(cpu.multiply(MEMORY_PER_CPU)) == 0;
    if (!paired) {
      throw ArmError.invalid(
          "ContainerAppInvalidResourceTotal",
          "The total requested CPU and memory resources for this application (CPU: %s, memory: %s) is invalid. Total CPU and memory for all containers defined in a Container App must add up to one of the following CPU - Memory combinations: %s"
              .formatted(cpu.toPlainString(), memory.toPlainString(), pairs()));
    }
  }

  /** Minus one, which pairs with nothing, for what is no amount of gibibytes. */
  private static BigDecimal gibibytes(String text) {
    try {
      return text.endsWith(UNIT)
          ? new BigDecimal(text.substring(0, text.length() - UNIT.length()))
          : BigDecimal.ONE.negate();
    } catch (NumberFormatException e) {
      return BigDecimal.ONE.negate();
    }
  }

  private static String pairs() {
    return IntStream.rangeClosed(1, MOST_CPU.divide(STEP).intValue())
        .mapToObj(steps -> STEP.multiply(BigDecimal.valueOf(steps)))
        .map(cpu -> "[cpu: %s, memory: %sGi]".formatted(cpu, cpu.multiply(MEMORY_PER_CPU)))
        .collect(Collectors.joining("; "));
  }
}
