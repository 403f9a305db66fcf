package dev.cordee.bench.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BaselineProcessTest {

  @Test
  void a_baseline_runs_with_the_java_options_of_the_api_and_none_of_its_program() {
    var api =
        List.of("-XX:+UseSerialGC", "-Xmx300m", "-Dport=1", "-jar", "web.jar", "-Xnot-for-java");

    assertThat(BaselineProcess.javaOptions(api))
        .contains("-XX:+UseSerialGC", "-Xmx300m")
        .doesNotContain("-Xmx512m", "-Dport=1", "-Xnot-for-java");
  }

  @Test
  void its_heap_is_bounded_where_the_api_says_nothing() {
    assertThat(BaselineProcess.javaOptions(List.of())).contains("-Xmx512m");
  }
}
