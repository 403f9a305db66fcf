package dev.cordee.activities.rental;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cordee.workflows.fleet.NodeAddress;
import dev.cordee.workflows.fleet.NodeId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A node as {@code ./cordee up} makes it, of the test's own. Where none can be made the test fails
 * and says why.
 */
final class RealNode implements AutoCloseable {
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Path home;
  private final int port;
  private final NodeAddress address;

  RealNode(Path home) throws Exception {
    this.home = home;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var made = cordee("make", "1").get(0);
    address =
        new NodeAddress(
            new NodeId(1),
            made.path("host").asText(),
            made.path("port").asInt(),
            made.path("host_key").asText());
  }

  NodeAddress address() {
    return address;
  }

  /** As the application is configured, with the playbooks of this repository. */
  AnsibleSettings settings() {
    var key = home.resolve("secrets/node-management");
    return AnsibleSettings.of(RealAnsible.PROGRAM, REPOSITORY.resolve("ansible"), "root", key);
  }

  void freeze() throws Exception {
    cordee("freeze", "node-1");
  }

  void thaw() throws Exception {
    cordee("thaw", "node-1");
  }

  @Override
  public void close() throws Exception {
    cordee("remove", "all");
  }

  private JsonNode cordee(String action, String argument) throws Exception {
    var command = new ArrayList<>(List.of(REPOSITORY.resolve("cordee").toString(), "node"));
    command.addAll(List.of(action, argument, "--json"));
    var builder = new ProcessBuilder(command).redirectInput(Path.of("/dev/null").toFile());
    builder.environment().put("CORDEE_HOME", home.toString());
    builder.environment().put("CORDEE_NODE_PORT", Integer.toString(port));
    if (System.getProperty("user.name").equals("root")) {
      builder.environment().putIfAbsent("CORDEE_NODE_FLAVOUR", "namespaces");
    }
    var errors = home.resolve("cordee.err").toFile();
    var process = builder.redirectError(errors).start();
    var answer = process.inputReader().readAllAsString();
    assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).as("./cordee ends").isTrue();
    assertThat(process.exitValue()).as(text(errors.toPath())).isZero();
    return new JsonMapper().readTree(answer);
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file);
  }
}
