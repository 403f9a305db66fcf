package dev.cordee.web;

import dev.cordee.sandbox.Sandbox;
import io.temporal.client.WorkflowClient;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * Everything around Cordée, real: a Temporal server, a PostgreSQL and the sandbox shop. Started
 * once for all integration tests of a JVM and ended with it; each test class starts the Cordées it
 * wants on top.
 */
final class RealServers {
  private static RealServers running;

  private final TemporalServer temporal;
  private final EmbeddedPostgres postgres;
  private final Sandbox sandbox;

  private RealServers(TemporalServer temporal, EmbeddedPostgres postgres, Sandbox sandbox) {
    this.temporal = temporal;
    this.postgres = postgres;
    this.sandbox = sandbox;
  }

  /** The servers, started by whoever asks first; fails, and never skips, when they cannot be. */
  static synchronized RealServers get() {
    if (running == null) {
      running = start();
    }
    return running;
  }

  private static RealServers start() {
    try {
      var directory = Files.createTempDirectory("cordee-it");
      var temporal = TemporalServer.start(directory);
      var postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
      var sandbox = Sandbox.start(0);
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> end(directory, temporal, postgres, sandbox)));
      return new RealServers(temporal, postgres, sandbox);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void end(
      Path directory, TemporalServer temporal, EmbeddedPostgres postgres, Sandbox sandbox) {
    try (temporal;
        postgres;
        sandbox) {
      FileSystemUtils.deleteRecursively(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Shop shop() {
    return new Shop(sandbox);
  }

  WorkflowClient temporal() {
    return temporal.client();
  }

  /** Runs the CLI, as an operator would, and answers what it says. */
  String temporalCli(String... arguments) throws IOException, InterruptedException {
    return temporal.cli(arguments);
  }

  JdbcClient database() {
    return JdbcClient.create(dataSource());
  }

  DataSource dataSource() {
    return postgres.getPostgresDatabase();
  }

  /** Workflows that ever were, as the server's visibility tells, which lags a little. */
  long workflows() {
    return temporal().countWorkflows("").getCount();
  }

  long sagasInJournal() {
    return database().sql("SELECT count(*) FROM saga").query(Long.class).single();
  }

  /** Settings by which a Cordée finds these servers. */
  Map<String, String> settings() {
    return Map.of(
        "cordee.port", "0",
        "cordee.temporal.target", temporal.target(),
        "cordee.temporal.namespace", TemporalServer.NAMESPACE,
        "cordee.postgres.url", postgres.getJdbcUrl("postgres", "postgres"),
        "cordee.postgres.user", "postgres",
        "cordee.checkout.panier-url", sandbox.panier().toString(),
        "cordee.checkout.stock-url", sandbox.stock().toString(),
        "cordee.checkout.client-url", sandbox.client().toString(),
        "cordee.checkout.ventes-url", sandbox.ventes().toString(),
        "logging.level.root", "warn");
  }
}
