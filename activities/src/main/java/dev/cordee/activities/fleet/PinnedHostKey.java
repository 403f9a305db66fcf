package dev.cordee.activities.fleet;

import dev.cordee.workflows.fleet.NodeAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import org.jspecify.annotations.Nullable;

/**
 * The one host key a node may show, compared byte for byte. Nothing is ever learnt: a node with
 * another key is another node until a person says otherwise.
 */
final class PinnedHostKey implements HostKeyVerifier {
  /** A comment may follow. */
  private static final Pattern KIND_AND_KEY = Pattern.compile("(\\S+)\\s+(\\S+).*");

  private final NodeAddress node;
  private final String kind;
  private final byte[] key;
  private volatile @Nullable String stranger;

  /** Throws when the pinned key cannot be read: then nothing may be accepted. */
  PinnedHostKey(NodeAddress node) throws NodeTrouble {
    this.node = node;
    var words = KIND_AND_KEY.matcher(node.hostKey().strip());
    try {
      if (!words.matches()) {
        throw unreadable(node);
      }
      this.kind = words.group(1);
      this.key = Base64.getDecoder().decode(words.group(2));
    } catch (IllegalArgumentException e) {
      throw unreadable(node);
    }
  }

  private static NodeTrouble unreadable(NodeAddress node) {
    return NodeTrouble.ours(
        "node " + node.node() + " has no readable pinned host key; expected: ssh-ed25519 AAAA…");
  }

  @Override
  public boolean verify(String host, int port, PublicKey shown) {
    // called on the thread that reads this connection from now on, which nothing else lets us name
    Thread.currentThread().setName("cordee-ssh-node-" + node.node());
    var bytes = new Buffer.PlainBuffer().putPublicKey(shown).getCompactData();
    var same = MessageDigest.isEqual(bytes, key);
    if (!same) {
      stranger = "shows the host key " + fingerprint(bytes) + ", pinned is " + fingerprint(key);
    }
    return same;
  }

  /** What the node shows instead of its key; null when it has shown none, or its own. */
  @Nullable String stranger() {
    return stranger;
  }

  /** Ask for the pinned key's kind first: a sshd has several keys. */
  @Override
  public List<String> findExistingAlgorithms(String host, int port) {
    return kind.equals("ssh-rsa") ? List.of("rsa-sha2-512", "rsa-sha2-256") : List.of(kind);
  }

  private static String fingerprint(byte[] key) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(key);
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
