package dev.cordee.activities.fleet;

import dev.cordee.workflows.fleet.NodeAddress;
import dev.cordee.workflows.fleet.Probe.Finding;
import java.io.IOException;
import java.security.KeyPair;
import java.util.concurrent.TimeoutException;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.keyprovider.KeyPairWrapper;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.method.AuthPublickey;

/** Key exchange and login, over a connection that was greeted. */
final class SshLogin {
  private final String user;
  private final Config config;
  private final KeyProvider key;
  private final Deadlines deadlines;

  SshLogin(SshSettings settings, Deadlines deadlines) {
    this.user = settings.user();
    this.config = SshTerms.config();
    this.key = key(settings, config);
    this.deadlines = deadlines;
  }

  /** Logs in, or closes the socket and says why not. */
  NodeConnection login(NodeAddress node, GreetedSocket socket, Budget budget) throws NodeTrouble {
    try (var guard = deadlines.closing(socket, budget.left());
        var client = new Unfinished(new SSHClient(config), socket)) {
      var pin = new PinnedHostKey(node);
      var ssh = client.ssh();
      var connection = new NodeConnection(ssh, socket, deadlines);
      ssh.setSocketFactory(new OneSocket(socket));
      ssh.addHostKeyVerifier(pin);
      ssh.getTransport().setDisconnectListener(connection);
      ssh.getTransport().setTimeoutMs(Budget.millis(budget.left()));
      ssh.getConnection().setTimeoutMs(Budget.millis(budget.left()));
      var stage = "key exchange";
      try {
        // the address and not the name, which sshj would look up again, on this thread
        ssh.connect(socket.getInetAddress().getHostAddress(), socket.getPort());
        stage = "login";
        ssh.auth(user, new AuthPublickey(key));
      } catch (IOException e) {
        throw failed(e, stage, pin, guard, budget);
      }
      client.finished();
      return connection;
    }
  }

  private NodeTrouble failed(
      IOException cause, String stage, PinnedHostKey pin, Deadlines.Guard guard, Budget budget) {
    var stranger = pin.stranger();
    var root = root(cause);
    var words = String.valueOf(root.getMessage());
    if (stranger != null) {
      return NodeTrouble.seen(Finding.HOST_KEY_CHANGED, stranger);
    }
    if (guard.struck() || root instanceof TimeoutException) {
      return NodeTrouble.silence(
          Finding.TIMED_OUT,
          "greeted us, and did not end the %s within %s"
              .formatted(stage, Budget.inWords(budget.total())));
    }
    if (words.contains("settlement of HostKeyAlgorithms")) {
      return NodeTrouble.seen(
          Finding.HOST_KEY_CHANGED, "has no host key of a kind that could be the pinned one");
    }
    if (words.contains("settlement of ")) {
      return NodeTrouble.seen(
          Finding.LOGIN_REFUSED, "has no algorithm in common with us: " + words);
    }
    if (isRefusal(root)) {
      return NodeTrouble.seen(
          Finding.LOGIN_REFUSED, "does not let user " + user + " in with the control plane's key");
    }
    return NodeTrouble.seen(
        Finding.CONNECTION_LOST, "closed the connection during the " + stage + ": " + words);
  }

  /** sshj wraps what happened once for each layer it passes through. */
  private static Throwable root(Throwable trouble) {
    var cause = trouble.getCause();
    return cause == null ? trouble : root(cause);
  }

  /** A connection lost during the login comes as the same exception, around what happened. */
  private static boolean isRefusal(Throwable root) {
    return root instanceof UserAuthException
        || String.valueOf(root.getMessage()).contains("authentication failures");
  }

  private static KeyProvider key(SshSettings settings, Config config) {
    try (var client = new SSHClient(config)) {
      var file = client.loadKeys(settings.privateKey().toString());
      return new KeyPairWrapper(new KeyPair(file.getPublic(), file.getPrivate()));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the SSH key of the control plane, %s, cannot be used (it must be readable and without a passphrase): %s"
              .formatted(settings.privateKey(), e.getMessage()),
          e);
    }
  }

  /** A client that is closed unless its login is finished. */
  private static final class Unfinished implements AutoCloseable {
    private final SSHClient ssh;
    private final GreetedSocket socket;
    private boolean finished;

    private Unfinished(SSHClient ssh, GreetedSocket socket) {
      this.ssh = ssh;
      this.socket = socket;
    }

    SSHClient ssh() {
      return ssh;
    }

    void finished() {
      finished = true;
    }

    @Override
    public void close() {
      if (!finished) {
        // the socket first: with a node that does not read, the farewell would have to wait
        FrontDoor.close(socket);
        try {
          ssh.disconnect();
        } catch (IOException alreadyBroken) {
          // then it needs no closing
        }
      }
    }
  }
}
