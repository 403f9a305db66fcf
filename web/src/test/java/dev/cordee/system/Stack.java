package dev.cordee.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** One Cordée of its own: own home, own ports, every part a process started by the launcher. */
final class Stack implements AutoCloseable {

  /** The processes that hold or move an order's state. */
  enum Part {
    WORKER,
    API,
    TEMPORAL,
    POSTGRES;

    String processName() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * host:port of a Temporal server to use instead of one for each stack. Not on loopback: there the
   * launcher would start its own. Tests that kill Temporal are not for it.
   */
  private static final String TEMPORAL = "cordee.system.temporal";

  /** Ports of one Cordée. */
  private static final int PORTS = 20;

  private final Path launcher = Path.of(required("CORDEE_LAUNCHER"));
  private final Map<String, String> environment = new TreeMap<>();
  private final int apiPort;
  private final int sandboxPort;
  private final int postgresPort;
  private final Path home;

  private Stack(Map<String, String> settings) throws IOException {
    home = Files.createTempDirectory("cordee-system");
    var ports = freePorts(20_000, PORTS);
    apiPort = ports;
    sandboxPort = ports + 10;
    postgresPort = ports + 5;
    environment.put("CORDEE_HOME", home.toString());
    environment.put("CORDEE_TOOLS", required("CORDEE_TOOLS"));
    environment.put("CORDEE_BUILD", "false");
    // nobody's account at Azure, whatever the clone's .env says
    environment.put("CORDEE_ENV_FILE", "/dev/null");
    environment.put("CORDEE_PORT", String.valueOf(apiPort));
    environment.put("CORDEE_WORKER_PORT", String.valueOf(ports + 1));
    environment.put("CORDEE_TEMPORAL_TARGET", "127.0.0.1:" + (ports + 2));
    environment.put("CORDEE_TEMPORAL_UI_PORT", String.valueOf(ports + 3));
    environment.put("CORDEE_TEMPORAL_METRICS_PORT", String.valueOf(ports + 4));
    environment.put("CORDEE_POSTGRES_PORT", String.valueOf(postgresPort));
    environment.put("CORDEE_SANDBOX_PORT", String.valueOf(sandboxPort));
    var elsewhere = System.getProperty(TEMPORAL);
    if (elsewhere != null) {
      useServer(elsewhere);
    }
    environment.putAll(settings);
  }

  /** A namespace of the stack's own on a server that is not its own. */
  private void useServer(String target) {
    var namespace = home.getFileName().toString();
    environment.put("CORDEE_TEMPORAL_TARGET", target);
    environment.put("CORDEE_TEMPORAL_NAMESPACE", namespace);
    run(
        List.of(
            required("CORDEE_TEMPORAL_BIN"),
            "operator",
            "namespace",
            "create",
            "--namespace",
            namespace,
            "--retention",
            "24h",
            "--address",
            target));
  }

  /** Starts everything but nodes to rent, and waits until it answers. */
  static Stack up(Map<String, String> settings) throws IOException {
    return upWithNodes(0, settings);
  }

  /** Starts everything, with so many nodes to rent. */
  static Stack upWithNodes(int nodes, Map<String, String> settings) throws IOException {
    var stack = new Stack(settings);
    stack.environment.put("CORDEE_NODES", String.valueOf(nodes));
    stack.environment.put("CORDEE_NODE_PORT", String.valueOf(freePorts(12_000, nodes)));
    stack.launch("up");
    return stack;
  }

  /** Where Cordée is to find a node that listens at a port. */
  @FunctionalInterface
  interface Detour {
    int to(int port) throws IOException;
  }

  /** The same, with something between Cordée and each node. */
  static Stack upWithNodesBehind(int nodes, Detour detour) throws IOException {
    var stack = new Stack(Map.of());
    var first = freePorts(12_000, nodes);
    stack.environment.put("CORDEE_NODES", String.valueOf(nodes));
    stack.environment.put("CORDEE_NODE_PORT", String.valueOf(first));
    stack.launch("node", "make", String.valueOf(nodes));
    var inventory = Files.readString(stack.home.resolve("inventory.yml"));
    for (var port = first; port < first + nodes; port++) {
      inventory = inventory.replace("port: " + port, "port: " + detour.to(port));
    }
    var elsewhere = Files.writeString(stack.home.resolve("detour.yml"), inventory);
    stack.environment.put("CORDEE_FLEET_INVENTORY", elsewhere.toString());
    stack.environment.put(
        "CORDEE_FLEET_SSH_KEY", stack.home.resolve("secrets/node-management").toString());
    stack.environment.put("CORDEE_FLEET_ANSIBLE", required("CORDEE_ANSIBLE_BIN"));
    stack.environment.put(
        "CORDEE_FLEET_PLAYBOOKS", stack.launcher.resolveSibling("ansible").toString());
    stack.launch("up");
    return stack;
  }

  /** The port of node-1; those of the others follow. */
  int firstNodePort() {
    return Integer.parseInt(environment.get("CORDEE_NODE_PORT"));
  }

  /** Makes trouble for nodes, or ends it: {@code ./cordee node stop node-1}. */
  void node(String action, String... names) {
    var words = new ArrayList<>(List.of("node", action));
    words.addAll(List.of(names));
    launch(words.toArray(String[]::new));
  }

  /** Has the whole fleet looked at, as an operator does by the CLI. */
  void sweepNow() {
    var temporal = required("CORDEE_TEMPORAL_BIN");
    var words =
        List.of(
            temporal,
            "schedule",
            "trigger",
            "--schedule-id",
            "fleet-sweep",
            "--namespace",
            environment.getOrDefault("CORDEE_TEMPORAL_NAMESPACE", "cordee"),
            "--address",
            environment.get("CORDEE_TEMPORAL_TARGET"));
    run(words);
  }

  /** Tenants' accounts on a node, as its own password file has them. */
  List<String> accountsOn(int port) throws IOException, InterruptedException {
    var command =
        List.of(
            "ssh",
            "-F",
            "none",
            "-o",
            "BatchMode=yes",
            "-o",
            "UserKnownHostsFile=" + home.resolve("nodes/known_hosts"),
            "-i",
            home.resolve("secrets/node-management").toString(),
            "-p",
            String.valueOf(port),
            "root@127.0.0.1",
            "awk -F: '$3 >= 20000 && $3 < 60000 { print $1 }' /etc/passwd");
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = process.inputReader().lines().toList();
    assertThat(process.waitFor()).as("%s", said).isZero();
    return said;
  }

  /** Of the one who runs the tests, and none of the stack's business. */
  static boolean isASetting(String name) {
    return Stream.of("CORDEE_", "AZURE_", "REGISTRY_", "ENGINE_IMAGE").anyMatch(name::startsWith);
  }

  /** kill -9. */
  void kill(Part part) {
    launch("kill", part.processName());
  }

  /** Starts a part again; returns when it answers. */
  void start(Part part) {
    launch("start", part.processName());
  }

  /** kill -9 of all that is Cordée's, and its data is lost; what it asks for things lives on. */
  void loseEverything() throws IOException {
    List.of(Part.API, Part.WORKER, Part.TEMPORAL, Part.POSTGRES).forEach(this::kill);
    for (var data : List.of("postgres", "temporal")) {
      assertThat(FileSystemUtils.deleteRecursively(home.resolve(data))).as(data).isTrue();
    }
  }

  /** Starts whatever does not run; returns when it answers. */
  void upAgain() {
    launch("up");
  }

  /** Runs Temporal's CLI, as an operator does. */
  void temporal(String... words) {
    var command = new ArrayList<>(List.of("temporal"));
    command.addAll(List.of(words));
    launch(command.toArray(String[]::new));
  }

  URI api(String path) {
    return URI.create("http://127.0.0.1:" + apiPort + path);
  }

  URI sandbox(String path) {
    return URI.create("http://127.0.0.1:" + sandboxPort + path);
  }

  /** One of the sandbox's services, by its distance from the control port. */
  URI sandboxService(int offset, String path) {
    return URI.create("http://127.0.0.1:" + (sandboxPort + offset) + path);
  }

  String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + postgresPort + "/cordee";
  }

  String databasePassword() throws IOException {
    return Files.readString(home.resolve("secrets/postgres-password")).strip();
  }

  private void launch(String... arguments) {
    var command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    run(command);
  }

  private void run(List<String> command) {
    try {
      var log = Files.createTempFile("cordee-launch", ".log");
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.redirectOutput(log.toFile());
      builder.environment().keySet().removeIf(Stack::isASetting);
      builder.environment().putAll(environment);
      var process = builder.start();
      var ended = process.waitFor(3, TimeUnit.MINUTES);
      assertThat(ended && process.exitValue() == 0)
          .as("%s in %s said:%n%s", command, home, Files.readString(log))
          .isTrue();
      Files.delete(log);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(command + " could not be run", e);
    }
  }

  @Override
  public void close() {
    launch("down", "--purge", "--tools");
  }

  private static String required(String name) {
    return Objects.requireNonNull(
        System.getenv(name), name + " is not set: run the tests by ./cordee test");
  }

  /** So many ports in a row that nobody uses now; other test runs begin to look elsewhere. */
  private static int freePorts(int lowest, int ports) throws IOException {
    var first = lowest + (int) (ProcessHandle.current().pid() % 400) * PORTS;
    for (var base = first; base < lowest + 12_000; base += PORTS) {
      if (allFree(base, ports)) {
        return base;
      }
    }
    throw new IOException("no " + ports + " free ports in a row");
  }

  private static boolean allFree(int base, int ports) {
    for (var port = base; port < base + ports; port++) {
      try (var _ = new ServerSocket(port)) {
        continue;
      } catch (IOException taken) {
        return false;
      }
    }
    return true;
  }
}
