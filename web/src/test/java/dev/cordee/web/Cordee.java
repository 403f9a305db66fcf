package dev.cordee.web;

import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowClient;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** One running Cordée, in this process: an API, a worker or both. Closing it is its SIGTERM. */
final class Cordee implements AutoCloseable {
  private static final Duration READY_LIMIT = Duration.ofSeconds(60);

  private final ConfigurableApplicationContext context;
  private final Api api;

  private Cordee(ConfigurableApplicationContext context) {
    this.context = context;
    var port = context.getEnvironment().getRequiredProperty("local.server.port");
    this.api = new Api(URI.create("http://127.0.0.1:" + port));
  }

  static Cordee apiOnly(String... settings) {
    return start("api", settings);
  }

  static Cordee workerOnly(String... settings) {
    return start("worker", settings);
  }

  static Cordee apiAndWorker(String... settings) {
    return start("api,worker", settings);
  }

  /** Starts one and waits until it says it is ready, as an orchestrator of containers would. */
  private static Cordee start(String roles, String... settings) {
    var all = new LinkedHashMap<>(RealServers.get().settings());
    all.put("cordee.roles", roles);
    for (var setting : settings) {
      var parts = setting.split("=", 2);
      all.put(parts[0], parts[1]);
    }
    var arguments = all.entrySet().stream().map(e -> "--" + e.getKey() + "=" + e.getValue());
    var cordee =
        new Cordee(
            new SpringApplicationBuilder(CordeeApplication.class)
                .registerShutdownHook(false)
                .run(arguments.toArray(String[]::new)));
    try {
      await("readiness of " + roles)
          .atMost(READY_LIMIT)
          .until(() -> cordee.api.get("/health/readiness").status() == 200);
    } catch (RuntimeException e) {
      cordee.close();
      throw e;
    }
    return cordee;
  }

  Api api() {
    return api;
  }

  /** Its own connection to Temporal, which reads and writes payloads as it does. */
  WorkflowClient temporal() {
    return context.getBean(WorkflowClient.class);
  }

  @Override
  public void close() {
    api.close();
    context.close();
  }
}
