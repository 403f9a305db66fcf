package dev.cordee.bench;

import dev.cordee.bench.machine.Pids;
import java.net.URI;
import java.util.Map;

/**
 * The stack a run is measured on, as the launcher tells it by environment.
 *
 * @param sandbox the control port; panier, stock, client and ventes are on the four above
 * @param pids empty where nobody said; the CPU columns then stay empty
 */
public record Surroundings(URI api, URI sandbox, Temporal temporal, Postgres postgres, Pids pids) {

  /** Where the Temporal server is. */
  public record Temporal(String target, String namespace) {}

  /** Where the journal is. */
  public record Postgres(String url, String user, String password) {}

  /**
   * Reads the environment.
   *
   * @throws UsageException naming the variable that is missing or makes no sense
   */
  static Surroundings of(Map<String, String> environment) {
    return new Surroundings(
        uri(environment, "CORDEE_BENCH_API_URL"),
        uri(environment, "CORDEE_BENCH_SANDBOX_URL"),
        new Temporal(
            required(environment, "CORDEE_TEMPORAL_TARGET"),
            required(environment, "CORDEE_TEMPORAL_NAMESPACE")),
        new Postgres(
            required(environment, "CORDEE_POSTGRES_URL"),
            required(environment, "CORDEE_POSTGRES_USER"),
            environment.getOrDefault("CORDEE_POSTGRES_PASSWORD", "")),
        pids(environment.getOrDefault("CORDEE_BENCH_PIDS", "{}")));
  }

  /** One of the shop's services. */
  public URI service(int offset) {
    return URI.create(
        sandbox.getScheme() + "://" + sandbox.getHost() + ":" + (sandbox.getPort() + offset));
  }

  private static Pids pids(String json) {
    try {
      return Pids.parse(json);
    } catch (IllegalArgumentException e) {
      throw new UsageException("CORDEE_BENCH_PIDS=" + json + ": " + e.getMessage());
    }
  }

  private static URI uri(Map<String, String> environment, String name) {
    var text = required(environment, name);
    try {
      var uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      if (uri.getHost() != null && uri.getPort() > 0) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // told below, as any other text that is no address
    }
    throw new UsageException(name + "=" + text + ": must be like http://127.0.0.1:8023");
  }

  private static String required(Map<String, String> environment, String name) {
    var value = environment.getOrDefault(name, "").strip();
    if (value.isEmpty()) {
      throw new UsageException(
          name + " is not set: start the benchmark with ./cordee bench, or see --help");
    }
    return value;
  }
}
