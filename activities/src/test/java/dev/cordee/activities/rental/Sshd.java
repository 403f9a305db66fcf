package dev.cordee.activities.rental;

import dev.cordee.workflows.fleet.NodeAddress;
import dev.cordee.workflows.fleet.NodeId;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A real sshd on a loopback port of its own, to which the user who runs the tests logs in with a
 * key made for the occasion.
 */
final class Sshd implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/sshd");

  private final Path folder;
  private final int port;
  private final String hostKey;
  private final Process process;

  Sshd(Path folder) throws Exception {
    this.folder = folder;
    if (!Files.isExecutable(PROGRAM)) {
      throw new AssertionError("these tests need a real sshd: apt install openssh-server");
    }
    if (System.getProperty("user.name").equals("root")) {
      Files.createDirectories(Path.of("/run/sshd"));
    }
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    try (var pair = new TenantKeys().generate("host")) {
      secret("host", pair.privateKey());
      hostKey = pair.publicKey().toString();
    }
    authorize("management");
    process = start();
    Await.until("sshd greets on port " + port, this::greets);
  }

  private Process start() throws IOException {
    var settings =
        """
        ListenAddress 127.0.0.1:%d
        HostKey %s/host
        AuthorizedKeysFile %s/authorized_keys
        PidFile none
        StrictModes no
        UsePAM no
        MaxStartups 100
        """
            .formatted(port, folder, folder);
    var file = Files.writeString(folder.resolve("sshd_config"), settings);
    return new ProcessBuilder(PROGRAM.toString(), "-D", "-e", "-f", file.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("sshd.log").toFile())
        .start();
  }

  /** Makes a key pair that may log in; gives the file of its private half. */
  Path authorize(String name) throws IOException {
    try (var pair = new TenantKeys().generate(name)) {
      Files.writeString(folder.resolve("authorized_keys"), pair.publicKey() + "\n");
      return secret(name, pair.privateKey());
    }
  }

  private Path secret(String name, String content) throws IOException {
    var file = folder.resolve(name);
    Files.deleteIfExists(file);
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Files.createFile(file, owner);
    return Files.writeString(file, content);
  }

  private boolean greets() throws IOException {
    if (!process.isAlive()) {
      throw new AssertionError("sshd: " + Files.readString(folder.resolve("sshd.log")));
    }
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      socket.setSoTimeout(5_000);
      return socket.getInputStream().read() == 'S';
    } catch (ConnectException notYet) {
      return false;
    }
  }

  Path managementKey() {
    return folder.resolve("management");
  }

  NodeAddress address() {
    return addressWith(hostKey);
  }

  NodeAddress addressWith(String key) {
    return new NodeAddress(new NodeId(7), "127.0.0.1", port, key);
  }

  /** It goes on accepting connections, as a kernel does, and says nothing. */
  void freeze() throws Exception {
    signal("STOP");
  }

  void thaw() throws Exception {
    signal("CONT");
  }

  private void signal(String name) throws Exception {
    new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).start().waitFor();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }
}
