package dev.cordee.bench.fleet.sshd;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a sshd of the bench is told: as hard as a rentable node, but for where it finds its files.
 */
final class SshdConfig {
  /** Where sshd takes every line on a matter, not only the first; and what is in a node's image. */
  private static final List<String> OURS = List.of("HostKey", "AuthorizedKeysFile", "StrictModes");

  private SshdConfig() {}

  /**
   * The lines.
   *
   * @param node those of a rentable node
   */
  static List<String> lines(List<String> node, int port, SshKey hostKey, SshdHome home) {
    var ours =
        Stream.of(
            "ListenAddress 127.0.0.1",
            "Port " + port,
            "HostKey " + hostKey.privateKey(),
            "AuthorizedKeysFile " + home.authorizedKeys(),
            // the folder is the caller's, and may lie below /tmp
            "StrictModes no",
            // enough for 32 clients at once that fail, as some do at frozen nodes
            "MaxStartups 1024",
            // spares the rc files of whoever runs this
            "SetEnv HOME=" + home.folder());
    return Stream.concat(ours, node.stream().filter(SshdConfig::isKept)).toList();
  }

  private static boolean isKept(String line) {
    return OURS.stream().noneMatch(word -> line.startsWith(word + " "));
  }
}
