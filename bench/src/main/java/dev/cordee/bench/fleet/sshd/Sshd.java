package dev.cordee.bench.fleet.sshd;

import dev.cordee.workflows.fleet.NodeAddress;
import dev.cordee.workflows.fleet.NodeId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One sshd and its sessions, known by their process ids. */
public final class Sshd implements AutoCloseable {
  private static final long START_SECONDS = 30;
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private final SshdHome home;
  private final long number;
  private final int port;
  private final SshKey hostKey;
  private volatile Process listener;

  private Sshd(SshdHome home, long number, int port, SshKey hostKey, Process listener) {
    this.home = home;
    this.number = number;
    this.port = port;
    this.hostKey = hostKey;
    this.listener = listener;
  }

  /** Starts one, with a host key of its own. */
  public static Sshd start(SshdHome home, long number, int port)
      throws IOException, InterruptedException {
    var hostKey = SshKey.make(home.folder().resolve("host-" + number));
    var lines = new ArrayList<>(SshdConfig.lines(home.nodeConfig(), port, hostKey, home));
    Files.write(home.folder().resolve("sshd-" + number + ".conf"), lines);
    var sshd = new Sshd(home, number, port, hostKey, launch(home, number));
    sshd.awaitGreeting();
    return sshd;
  }

  private static Process launch(SshdHome home, long number) throws IOException {
    var config = home.folder().resolve("sshd-" + number + ".conf").toString();
    var process =
        new ProcessBuilder(inItsOwnSession(home.binary().toString(), "-D", "-e", "-f", config))
            .redirectErrorStream(true)
            .redirectOutput(home.folder().resolve("sshd-" + number + ".log").toFile())
            .start();
    Files.writeString(home.folder().resolve("sshd-" + number + ".pid"), process.pid() + "\n");
    return process;
  }

  /**
   * Away from the terminal's: when the shell that started all this ends, the kernel wakes every
   * stopped process of the group that is left behind, and a frozen sshd would be well.
   */
  private static List<String> inItsOwnSession(String... command) {
    var all = new ArrayList<>(List.of(command));
    if (Files.isExecutable(SETSID)) {
      all.addFirst(SETSID.toString());
    }
    return all;
  }

  /** As after a stop, with the same port and key. */
  void startAgain() throws IOException, InterruptedException {
    listener = launch(home, number);
    awaitGreeting();
  }

  private void awaitGreeting() throws IOException, InterruptedException {
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!greets()) {
      if (!listener.isAlive() || System.nanoTime() > end) {
        var log = home.folder().resolve("sshd-" + number + ".log");
        close();
        throw new IOException("a sshd did not start: " + Files.readString(log));
      }
      Thread.sleep(20);
    }
  }

  private boolean greets() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      socket.setSoTimeout(1000);
      return socket.getInputStream().read() == 'S';
    } catch (IOException notYet) {
      return false;
    }
  }

  public NodeAddress address() {
    return new NodeAddress(new NodeId(number), "127.0.0.1", port, hostKey.publicKey());
  }

  public long pid() {
    return listener.pid();
  }

  /** kill -9 of everything: connections are reset, new ones refused. */
  public void stop() throws IOException, InterruptedException {
    signal("KILL");
    listener.waitFor();
  }

  /** SIGSTOP of everything: connections are accepted by the kernel, and nothing is ever said. */
  public void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  private void signal(String name) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("kill", "-" + name));
    everything().map(process -> Long.toString(process.pid())).forEach(command::add);
    // fails when a session has just ended; the others get it all the same
    new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private Stream<ProcessHandle> everything() {
    return Stream.concat(Stream.of(listener.toHandle()), listener.descendants());
  }

  @Override
  public void close() {
    everything().toList().forEach(ProcessHandle::destroyForcibly);
  }
}
