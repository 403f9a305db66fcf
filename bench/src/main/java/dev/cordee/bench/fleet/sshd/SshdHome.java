package dev.cordee.bench.fleet.sshd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What all sshds of a run share.
 *
 * @param folder for keys, configurations, logs and pid files; whoever finds it later can end by it
 *     what is left over
 * @param nodeConfig lines of a rentable node's configuration
 * @param clientKey lets the user who runs this in
 */
public record SshdHome(Path folder, Path binary, List<String> nodeConfig, SshKey clientKey) {

  /** Makes the client's key, and what sshd insists on. */
  public static SshdHome make(Path folder, Path nodeConfig)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    var key = SshKey.make(folder.resolve("client"));
    return open(folder, installed(), Files.readAllLines(nodeConfig), key);
  }

  /** The same for other sshds. */
  public SshdHome sub(String name) throws IOException {
    return open(folder.resolve(name), binary, nodeConfig, clientKey);
  }

  private static SshdHome open(Path folder, Path binary, List<String> nodeConfig, SshKey clientKey)
      throws IOException {
    var home = new SshdHome(Files.createDirectories(folder), binary, nodeConfig, clientKey);
    Files.writeString(home.authorizedKeys(), clientKey.publicKey() + "\n");
    return home;
  }

  Path authorizedKeys() {
    return folder.resolve("authorized_keys");
  }

  public static String user() {
    return System.getProperty("user.name");
  }

  private static Path installed() throws IOException {
    if ("root".equals(user())) {
      // where sshd locks its unprivileged half in; a package's service would have made it
      Files.createDirectories(Path.of("/run/sshd"));
    }
    return Stream.of("/usr/sbin/sshd", "/usr/local/sbin/sshd", "/opt/homebrew/sbin/sshd")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new IOException(
                    "sweeps are measured at real sshds: apt-get install openssh-server (its"
                        + " service need not run)"));
  }
}
