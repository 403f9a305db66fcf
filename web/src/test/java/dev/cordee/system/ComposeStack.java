package dev.cordee.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;

/**
 * The stack of {@code temporal-compose.yml} and the nodes of {@code fleet-compose.yml}, made as an
 * operator makes them: its own project, secrets, networks and ports.
 */
final class ComposeStack implements AutoCloseable {
  private static final Duration HEALTHY = Duration.ofMinutes(4);

  private final Path launcher = Path.of(required("CORDEE_LAUNCHER"));
  private final Path repository = launcher.getParent();
  private final Map<String, String> environment = new TreeMap<>();
  private final Path home;
  private final int port;

  private ComposeStack() throws IOException {
    home = Files.createTempDirectory("cordee-compose");
    port = freePort();
    environment.put("CORDEE_HOME", home.toString());
    environment.put("CORDEE_TOOLS", required("CORDEE_TOOLS"));
    // nobody's account at Azure, whatever the clone's .env says
    environment.put("CORDEE_ENV_FILE", "/dev/null");
    environment.put("COMPOSE_PROJECT_NAME", "cordee-test");
    environment.put("COMPOSE_PROFILES", "sandbox");
    environment.put("CORDEE_SECRETS", secrets().toString());
    environment.put("CORDEE_HTTPS_PORT", String.valueOf(port));
    environment.put("CORDEE_HTTP_PORT", String.valueOf(freePort()));
    // beside a stack with the defaults
    environment.put("CORDEE_INNER_NETWORK", "172.31.251.0/24");
    environment.put("CORDEE_INNER_RANGE", "172.31.251.128/25");
    environment.put("CORDEE_PROXY_ADDRESS", "172.31.251.2");
    environment.put("CORDEE_FLEET_NETWORK", "172.31.250.0/24");
    environment.put("CORDEE_FLEET_GATEWAY", "172.31.250.1");
    environment.put("CORDEE_FLEET_ALLOWED_NETWORKS", "172.31.250.0/24");
    environment.put("CORDEE_FLEET_NETWORK_NAME", "cordee_test_fleet");
    // for the launcher's commands that call the API
    environment.put("CORDEE_URL", "https://localhost:" + port);
    environment.put("CORDEE_CA_FILE", secrets().resolve("ca.crt").toString());
    environment.put("CORDEE_API_KEY_FILE", secrets().resolve("cordee.api-key").toString());
  }

  /** Makes secrets and images, starts all, and waits until all are healthy. */
  static ComposeStack up() throws IOException {
    var stack = new ComposeStack();
    try {
      stack.cordee("init", "--env-file", stack.home.resolve(".env").toString());
      stack.cordee("images", "--no-pull", "--no-build");
      stack.compose("up", "-d");
      stack.awaitHealthy();
      return stack;
    } catch (AssertionError e) {
      stack.close();
      throw e;
    }
  }

  /** A command of the launcher; what it said. */
  String cordee(String... words) {
    return run(Stream.concat(Stream.of(launcher.toString()), Stream.of(words)).toList());
  }

  /** A command of compose for the control plane. */
  String compose(String... words) {
    return composeFile("temporal-compose.yml", words);
  }

  /** So many nodes that call home. */
  void nodes(int count) {
    composeFile("fleet-compose.yml", "up", "-d", "--scale", "worker=" + count);
  }

  private String composeFile(String file, String... words) {
    var command = new ArrayList<>(List.of(required("CORDEE_COMPOSE").split(" ")));
    command.addAll(List.of("--env-file", home.resolve(".env").toString()));
    command.addAll(List.of("--project-directory", repository.toString(), "-f", file));
    command.addAll(List.of(words));
    return run(command);
  }

  /** A command of docker; what it said. */
  String docker(String... words) {
    return run(Stream.concat(Stream.of("docker"), Stream.of(words)).toList());
  }

  /** The containers of the whole project, nodes included. */
  List<String> containers() {
    return docker("ps", "-aq", "--filter", "label=com.docker.compose.project=cordee-test")
        .lines()
        .toList();
  }

  /** The first container of a service. */
  String container(String service) {
    return docker(
            "ps",
            "-q",
            "--filter",
            "label=com.docker.compose.project=cordee-test",
            "--filter",
            "label=com.docker.compose.service=" + service)
        .lines()
        .findFirst()
        .orElseThrow(() -> new AssertionError("no container of " + service + " runs"));
  }

  /** The container with an address in the fleet's network. */
  String nodeAt(String address) {
    var format = "{{.Name}} {{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}";
    return containers().stream()
        .map(id -> docker("inspect", "--format", format, id).strip())
        .filter(line -> List.of(line.split(" ")).contains(address))
        .map(line -> line.substring(1, line.indexOf(' ')))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no container has " + address));
  }

  /** A crash: docker knows nothing of it, and does what its restart policy says. */
  void crash(String service) {
    var pid = docker("inspect", "--format", "{{.State.Pid}}", container(service)).strip();
    run(List.of("kill", "-9", pid));
  }

  /** Until every container that is to run is healthy. */
  void awaitHealthy() {
    Awaitility.await("all containers are healthy")
        .atMost(HEALTHY)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                assertThat(docker("ps", "--filter", "label=com.docker.compose.project=cordee-test"))
                    .doesNotContain("(unhealthy)")
                    .doesNotContain("(health: starting)")
                    .doesNotContain("Restarting")
                    .contains("manager_proxy", "temporal-worker", "api", "postgres"));
  }

  Path secrets() {
    return home.resolve("stack");
  }

  String secret(String name) {
    try {
      return Files.readString(secrets().resolve(name)).strip();
    } catch (IOException e) {
      throw new AssertionError("there is no " + name, e);
    }
  }

  /** A request with the operator's key, over TLS, through the proxy. */
  HttpRequest.Builder asOperator(String path) {
    return with(secret("cordee.api-key"), path);
  }

  HttpRequest.Builder with(String key, String path) {
    return anonymous(path).header("Authorization", "Bearer " + key);
  }

  HttpRequest.Builder anonymous(String path) {
    return HttpRequest.newBuilder(URI.create("https://localhost:" + port + path))
        .timeout(Duration.ofMinutes(2));
  }

  int port() {
    return port;
  }

  /** Trusts the CA that {@code ./cordee init} made, and no other. */
  HttpClient client() {
    try (var certificate = Files.newInputStream(secrets().resolve("ca.crt"))) {
      var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      trusted.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(certificate));
      var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      var tls = SSLContext.getInstance("TLS");
      tls.init(null, managers.getTrustManagers(), null);
      return HttpClient.newBuilder()
          .sslContext(tls)
          .connectTimeout(Duration.ofSeconds(5))
          .version(HttpClient.Version.HTTP_1_1)
          .build();
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError("the CA cannot be trusted", e);
    }
  }

  /** What an HTTP request of a node's shell gets: the status, or what went wrong. */
  String fromNode(String url, String host) {
    var ask =
        "import ssl, sys, urllib.error, urllib.request as r\n"
            + "trust = ssl._create_unverified_context()\n"
            + "call = r.Request(sys.argv[1], headers={'Host': sys.argv[2]})\n"
            + "try: print(r.urlopen(call, context=trust, timeout=5).status)\n"
            + "except urllib.error.HTTPError as e: print(e.code)\n"
            + "except OSError as e: print('nothing', e)\n";
    return docker("exec", container("worker"), "python3", "-c", ask, url, host).strip();
  }

  /** What docker tells of the containers, what they logged, and the arguments of all processes. */
  String allThatCanBeSeen() throws IOException {
    var seen = new StringBuilder(docker("ps", "-a", "--no-trunc"));
    for (var id : containers()) {
      seen.append(docker("inspect", id)).append(docker("logs", id));
    }
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      processes.forEach(process -> seen.append(commandLine(process)));
    }
    return seen.toString();
  }

  private static String commandLine(Path process) {
    try {
      return Files.readString(process.resolve("cmdline"));
    } catch (IOException gone) {
      return "";
    }
  }

  static HttpResponse<String> send(HttpClient http, HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("the proxy does not answer", e);
    }
  }

  private String run(List<String> command) {
    try {
      var log = Files.createTempFile("cordee-compose", ".log");
      var builder = new ProcessBuilder(command).directory(repository.toFile());
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().keySet().removeIf(Stack::isASetting);
      builder.environment().putAll(environment);
      var process = builder.start();
      var ended = process.waitFor(25, TimeUnit.MINUTES);
      var said = Files.readString(log);
      assertThat(ended && process.exitValue() == 0).as("%s said:%n%s", command, said).isTrue();
      Files.delete(log);
      return said;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(command + " could not be run", e);
    }
  }

  @Override
  public void close() {
    composeFile("fleet-compose.yml", "down", "--volumes", "--timeout", "5");
    compose("down", "--volumes", "--timeout", "10");
    run(List.of("rm", "-rf", home.toString()));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static String required(String name) {
    return Objects.requireNonNull(
        System.getenv(name), name + " is not set: run the tests by ./cordee test");
  }
}
