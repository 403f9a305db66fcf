package dev.cordee.activities.fleet;

import dev.cordee.workflows.fleet.NodeAddress;
import dev.cordee.workflows.fleet.NodeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A sshd on loopback that lets the user who runs the tests in, and that can be ill in many ways.
 */
final class RealSshd implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(20);

  private final Path folder;
  private final int port;
  private final NodeId node;
  private final Process listener;
  private final SshKey hostKey;

  private RealSshd(Path folder, int port, NodeId node, SshKey hostKey, Process listener) {
    this.folder = folder;
    this.port = port;
    this.node = node;
    this.hostKey = hostKey;
    this.listener = listener;
  }

  /**
   * Starts one.
   *
   * @param folder with {@code authorized_keys}, and a place for its log
   * @param options as in sshd_config
   */
  static RealSshd start(Path folder, long node, SshKey hostKey, String... options) {
    return start(folder, freePort(), node, hostKey, options);
  }

  static RealSshd start(Path folder, int port, long node, SshKey hostKey, String... options) {
    var log = folder.resolve("sshd-" + port + "-" + System.nanoTime() + ".log");
    try {
      var process =
          new ProcessBuilder(command(folder, port, hostKey, options))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      Await.until(
          "sshd listens: " + log, START, () -> isListening(read(log)) || !process.isAlive());
      if (!process.isAlive()) {
        throw new AssertionError("sshd did not start: " + read(log));
      }
      return new RealSshd(folder, port, new NodeId(node), hostKey, process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** On both addresses; where there is no IPv6 it says so, and does without. */
  private static boolean isListening(String log) {
    return log.contains("Server listening on 127.0.0.1") && log.contains("::1");
  }

  private static List<String> command(Path folder, int port, SshKey hostKey, String... options)
      throws IOException {
    var config = Files.createTempFile(folder, "sshd", ".conf");
    var lines =
        new ArrayList<>(
            List.of(
                "ListenAddress 127.0.0.1",
                "ListenAddress ::1",
                "Port " + port,
                "HostKey " + hostKey.privateKey(),
                "AuthorizedKeysFile " + folder.resolve("authorized_keys"),
                "PidFile none",
                "UsePAM no",
                "StrictModes no",
                "PasswordAuthentication no",
                "KbdInteractiveAuthentication no",
                "PermitUserRC no",
                // spares the rc files of whoever runs the tests
                "SetEnv HOME=" + folder));
    // the first word on a matter counts
    lines.addAll(0, List.of(options));
    Files.write(config, lines);
    return List.of(binary().toString(), "-D", "-e", "-f", config.toString());
  }

  private static Path binary() throws IOException {
    if ("root".equals(System.getProperty("user.name"))) {
      // where sshd locks its unprivileged half in; a package's service would have made it
      Files.createDirectories(Path.of("/run/sshd"));
    }
    return Stream.of("/usr/sbin/sshd", "/usr/local/sbin/sshd", "/opt/homebrew/sbin/sshd")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "these tests need a real sshd: apt-get install openssh-server"
                        + " (its service need not run)"));
  }

  static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  NodeAddress address() {
    return address("127.0.0.1");
  }

  NodeAddress address(String host) {
    return new NodeAddress(node, host, port, hostKey.publicKey());
  }

  int port() {
    return port;
  }

  /** The same node after a stop, perhaps with another key. */
  RealSshd again(SshKey key, String... options) {
    return start(folder, port, node.value(), key, options);
  }

  /** Processes that serve a connection. */
  List<ProcessHandle> sessions() {
    return listener.descendants().toList();
  }

  /** As when its container stops: everything at once. */
  void stop() {
    signal("KILL", Stream.concat(Stream.of(listener.toHandle()), listener.descendants()));
    listener.onExit().join();
  }

  void stopListener() {
    signal("KILL", Stream.of(listener.toHandle()));
    listener.onExit().join();
  }

  void stopSessions() {
    signal("KILL", listener.descendants());
  }

  void freeze() {
    signal("STOP", Stream.concat(Stream.of(listener.toHandle()), listener.descendants()));
  }

  void freezeSessions() {
    signal("STOP", listener.descendants());
  }

  void thaw() {
    signal("CONT", Stream.concat(Stream.of(listener.toHandle()), listener.descendants()));
  }

  private static void signal(String name, Stream<ProcessHandle> processes) {
    var command = new ArrayList<>(List.of("kill", "-" + name));
    processes.map(process -> Long.toString(process.pid())).forEach(command::add);
    if (command.size() > 2) {
      // fails when one of them has just ended; the others get it all the same
      Commands.end(command.toArray(String[]::new));
    }
  }

  @Override
  public void close() {
    var all = Stream.concat(Stream.of(listener.toHandle()), listener.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    listener.onExit().join();
  }
}
