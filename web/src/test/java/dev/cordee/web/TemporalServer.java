package dev.cordee.web;

import static org.awaitility.Awaitility.await;

import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Temporal server of the tests' own, the way {@code ./cordee up} runs it. */
final class TemporalServer implements AutoCloseable {
  static final String NAMESPACE = "cordee";

  private static final String BINARY = "CORDEE_TEMPORAL_BIN";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final String target;
  private final Path log;
  private final Process process;
  private final WorkflowServiceStubs stubs;

  private TemporalServer(String target, Path log, Process process) {
    this.target = target;
    this.log = log;
    this.process = process;
    this.stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(target).build());
  }

  /** Starts one that keeps its data in {@code directory}, and waits until it answers. */
  static TemporalServer start(Path directory) throws IOException {
    var port = freePort();
    var log = directory.resolve("temporal.log");
    var process =
        new ProcessBuilder(command(binary(), port, directory.resolve("temporal.db")))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    var server = new TemporalServer("127.0.0.1:" + port, log, process);
    try {
      server.awaitNamespace();
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
    return server;
  }

  private static Path binary() {
    var value = System.getenv(BINARY);
    if (value == null || value.isBlank() || !Files.isExecutable(Path.of(value))) {
      throw new IllegalStateException(
          BINARY
              + (value == null ? " is not set" : "=" + value + " is no program that can be run")
              + ": these tests need a real Temporal server. Run them with ./cordee test, which"
              + " provides one.");
    }
    return Path.of(value);
  }

  private static List<String> command(Path binary, int port, Path database) {
    var command = new ArrayList<>(List.of(binary.toString(), "server", "start-dev"));
    command.addAll(List.of("--ip", "127.0.0.1", "--port", Integer.toString(port), "--headless"));
    command.addAll(List.of("--namespace", NAMESPACE, "--log-level", "error"));
    command.addAll(List.of("--db-filename", database.toString()));
    command.addAll(List.of("--sqlite-pragma", "journal_mode=wal"));
    for (var setting :
        List.of(
            "system.forceSearchAttributesCacheRefreshOnRead=false",
            "history.transferProcessorMaxPollRPS=1000")) {
      command.addAll(List.of("--dynamic-config-value", setting));
    }
    for (var attribute : List.of("SagaPhase", "SagaState", "ClientId", "MagasinId", "UserId")) {
      command.addAll(List.of("--search-attribute", attribute + "=Keyword"));
    }
    return command;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitNamespace() {
    var request = DescribeNamespaceRequest.newBuilder().setNamespace(NAMESPACE).build();
    await("Temporal's first answer")
        .atMost(START_LIMIT)
        .failFast("Temporal ended at once", this::requireAlive)
        .ignoreExceptions()
        .until(
            () ->
                stubs
                    .blockingStub()
                    .withDeadlineAfter(2, TimeUnit.SECONDS)
                    .describeNamespace(request)
                    .hasNamespaceInfo());
  }

  private void requireAlive() throws IOException {
    if (!process.isAlive()) {
      throw new IllegalStateException("Temporal ended at once: " + Files.readString(log));
    }
  }

  String cli(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(binary().toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--address", target, "--namespace", NAMESPACE));
    var cli = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(cli.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (cli.waitFor() != 0) {
      throw new AssertionError(command + ": " + said);
    }
    return said;
  }

  String target() {
    return target;
  }

  WorkflowClient client() {
    return WorkflowClient.newInstance(
        stubs, WorkflowClientOptions.newBuilder().setNamespace(NAMESPACE).build());
  }

  @Override
  public void close() {
    stubs.shutdownNow();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
