package dev.cordee.web.join;

import dev.cordee.web.http.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Objects;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * What nodes said, by what came of it: {@code cordee.fleet.registrations} and {@code
 * cordee.fleet.heartbeats}. What was refused is named as the problem's type is.
 */
@Component
@Profile("api")
final class JoinMetrics {
  static final String JOINED = "joined";
  static final String KNOWN = "known";
  static final String HEARD = "heard";
  static final String LEAVING = "leaving";

  private final MeterRegistry meters;

  JoinMetrics(MeterRegistry meters) {
    this.meters = meters;
    List.of(JOINED, KNOWN).forEach(this::registrations);
    List.of(HEARD, LEAVING).forEach(this::heartbeats);
  }

  void registered(String result) {
    registrations(result).increment();
  }

  void registered(ProblemException refused) {
    registrations(name(refused)).increment();
  }

  void heartbeat(String result) {
    heartbeats(result).increment();
  }

  void heartbeat(ProblemException refused) {
    heartbeats(name(refused)).increment();
  }

  private static String name(ProblemException refused) {
    var type = Objects.requireNonNull(refused.getBody().getType()).toString();
    return type.substring(type.lastIndexOf(':') + 1);
  }

  private Counter registrations(String result) {
    return Counter.builder("cordee.fleet.registrations")
        .description("Registrations of nodes, by what came of it")
        .tag("result", result)
        .register(meters);
  }

  private Counter heartbeats(String result) {
    return Counter.builder("cordee.fleet.heartbeats")
        .description("Heartbeats of nodes, by what came of it")
        .tag("result", result)
        .register(meters);
  }
}
