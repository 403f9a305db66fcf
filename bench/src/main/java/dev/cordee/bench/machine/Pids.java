package dev.cordee.bench.machine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.Optional;

/** The processes of the stack, by name: {@code postgres}, {@code temporal}, {@code api}, … */
public record Pids(Map<String, Long> byName) {
  private static final TypeReference<Map<String, Long>> NUMBERS = new TypeReference<>() {};

  /**
   * Reads {@code {"postgres": 12, …}}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Pids parse(String json) {
    try {
      return new Pids(Map.copyOf(new JsonMapper().readValue(json, NUMBERS)));
    } catch (JsonProcessingException | NullPointerException e) {
      throw new IllegalArgumentException("must be a JSON object of process ids", e);
    }
  }

  public Optional<Long> of(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
