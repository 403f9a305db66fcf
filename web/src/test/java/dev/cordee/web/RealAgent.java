package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A node that joins by itself: the agent of the worker image with a real sshd, on loopback. */
final class RealAgent implements AutoCloseable {
  private static final Path AGENT = Path.of("..", "worker-image", "agent.py").toAbsolutePath();

  private final Path folder;
  private final String controlPlane;
  private final int port;
  private Process process;

  private RealAgent(Path folder, String controlPlane, int port) {
    this.folder = folder;
    this.controlPlane = controlPlane;
    this.port = port;
  }

  /**
   * Starts one.
   *
   * @param folder where it keeps what it knows
   * @param managementKey the public key that it lets in
   */
  static RealAgent start(Path folder, Api api, String joinToken, Path managementKey)
      throws IOException, InterruptedException {
    var agent = new RealAgent(folder, api.at("/").toString(), freePort());
    keygen(Files.createDirectories(folder.resolve("ssh")).resolve("host_ed25519"));
    Files.copy(managementKey, folder.resolve("authorized_keys"));
    agent.joinToken(joinToken);
    Files.write(
        folder.resolve("sshd.conf"),
        List.of(
            "ListenAddress 127.0.0.1",
            "Port " + agent.port,
            "HostKey " + folder.resolve("ssh/host_ed25519"),
            "AuthorizedKeysFile " + folder.resolve("authorized_keys"),
            "PidFile none",
            "UsePAM no",
            "StrictModes no",
            "PasswordAuthentication no",
            "SetEnv HOME=" + folder));
    if ("root".equals(System.getProperty("user.name"))) {
      Files.createDirectories(Path.of("/run/sshd"));
    }
    agent.start();
    return agent;
  }

  static Path keygen(Path key) throws IOException, InterruptedException {
    var made =
        new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString())
            .inheritIO()
            .start();
    assertThat(made.waitFor()).isZero();
    return key;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  void joinToken(String token) throws IOException {
    var secrets = Files.createDirectories(folder.resolve("secret"));
    Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rwx------"));
    Files.writeString(secrets.resolve("join-token"), token);
  }

  /** Again, as it was. */
  void start() throws IOException {
    var command =
        new ProcessBuilder(
            "python3",
            AGENT.toString(),
            sshd(),
            "-D",
            "-e",
            "-f",
            "" + folder.resolve("sshd.conf"));
    command.environment().put("CORDEE_URL", controlPlane);
    command
        .environment()
        .put("CORDEE_JOIN_TOKEN_FILE", folder.resolve("secret/join-token").toString());
    command.environment().put("CORDEE_STATE", folder.toString());
    command.environment().put("CORDEE_SSH_PORT", Integer.toString(port));
    process =
        command
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
            .start();
  }

  private static String sshd() {
    return Stream.of("/usr/sbin/sshd", "/usr/local/sbin/sshd", "/opt/homebrew/sbin/sshd")
        .filter(path -> Files.isExecutable(Path.of(path)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("these tests need a real sshd"));
  }

  private Path log() {
    return folder.resolve("agent.log");
  }

  /** What it logged itself, without sshd's lines. */
  List<String> said() {
    try (var lines = Files.lines(log())) {
      return lines.filter(line -> line.startsWith("node: ")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  /** Its agent stands still; its sshd does not. */
  void freezeAgent() throws IOException, InterruptedException {
    signal("STOP");
  }

  void thawAgent() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** As {@code docker stop} does; returns its exit code. */
  int stop() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).as("it stops in time").isTrue();
    return process.exitValue();
  }

  /** As {@code docker kill} does. */
  void kill() throws InterruptedException {
    var all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    process.waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
