package dev.cordee.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
  private static final Map<String, String> COMPLETE =
      Map.of(
          "CORDEE_BENCH_API_URL", "http://127.0.0.1:8023/",
          "CORDEE_BENCH_SANDBOX_URL", "http://127.0.0.1:8100",
          "CORDEE_TEMPORAL_TARGET", "127.0.0.1:7233",
          "CORDEE_TEMPORAL_NAMESPACE", "cordee",
          "CORDEE_POSTGRES_URL", "jdbc:postgresql://127.0.0.1:5434/cordee",
          "CORDEE_POSTGRES_USER", "cordee");

  @Test
  void reads_a_launchers_environment_and_needs_no_process_ids() {
    var stack = Surroundings.of(COMPLETE);

    assertThat(stack.api()).isEqualTo(URI.create("http://127.0.0.1:8023"));
    assertThat(stack.service(4)).isEqualTo(URI.create("http://127.0.0.1:8104"));
    assertThat(stack.pids().of("api")).isEmpty();
  }

  @Test
  void names_the_variable_that_is_missing_or_makes_no_sense() {
    refused("CORDEE_BENCH_API_URL", "");
    refused("CORDEE_BENCH_SANDBOX_URL", "localhost");
    refused("CORDEE_BENCH_PIDS", "[1]");
  }

  private static void refused(String name, String value) {
    var environment = new HashMap<>(COMPLETE);
    environment.put(name, value);
    assertThatThrownBy(() -> Surroundings.of(environment))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(name);
  }
}
