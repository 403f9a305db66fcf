package dev.cordee.activities.fleet;

import dev.cordee.workflows.fleet.Probe.Finding;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.schmizz.concurrent.Promise;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.transport.DisconnectListener;
import net.schmizz.sshj.transport.TransportException;
import org.jspecify.annotations.Nullable;

/** An open, logged-in connection to a node. Serves any number of threads at once. */
final class NodeConnection implements AutoCloseable, DisconnectListener {

  /** OpenSSH's own; every server must answer it, if only to say that it does not know it. */
  private static final String KEEP_ALIVE = "keepalive@openssh.com";

  private static final Duration FAREWELL = Duration.ofMillis(500);

  private final SSHClient ssh;
  private final GreetedSocket socket;
  private final Deadlines deadlines;

  /** Why it ended; sshj tells it here before anybody who waits for an answer. */
  private final CompletableFuture<NodeTrouble> end = new CompletableFuture<>();

  NodeConnection(SSHClient ssh, GreetedSocket socket, Deadlines deadlines) {
    this.ssh = ssh;
    this.socket = socket;
    this.deadlines = deadlines;
  }

  boolean isOpen() {
    return !end.isDone() && ssh.isConnected();
  }

  /** Asks for a sign of life. A connection that gives none in time is closed: it is of no use. */
  void keepAlive(Duration within) throws NodeTrouble {
    try (var guard = deadlines.closing(this::cut, within)) {
      if (answers(within)) {
        return;
      }
      if (guard.struck() || !end.isDone()) {
        cut();
        throw NodeTrouble.silence(
            Finding.TIMED_OUT, "left a keep-alive unanswered for " + Budget.inWords(within));
      }
      throw ending();
    }
  }

  private boolean answers(Duration within) {
    try {
      return arrives(ssh.getConnection().sendGlobalRequest(KEEP_ALIVE, true, new byte[0]), within);
    } catch (ConnectionException e) {
      // "I do not know this request" is an answer, the end of the connection is none
      return !end.isDone();
    } catch (TransportException e) {
      end.complete(lost(e.getMessage()));
      return false;
    }
  }

  private static boolean arrives(Promise<SSHPacket, ConnectionException> reply, Duration within)
      throws ConnectionException {
    var until = System.nanoTime() + within.toNanos();
    for (var left = within.toNanos(); left > 0; left = until - System.nanoTime()) {
      // may return early and empty-handed
      if (reply.tryRetrieve(left, TimeUnit.NANOSECONDS) != null) {
        return true;
      }
    }
    return false;
  }

  /** Runs a command to its end, as a proof that the node can. */
  void run(String command, Budget budget) throws NodeTrouble {
    try (var guard = deadlines.closing(this::cut, budget.left())) {
      var status = statusOf(command, guard, budget);
      if (status == null || status != 0) {
        throw NodeTrouble.seen(
            Finding.COMMAND_FAILED,
            "let us in, and ended `%s` with status %s".formatted(command, status));
      }
    }
  }

  private @Nullable Integer statusOf(String command, Deadlines.Guard guard, Budget budget)
      throws NodeTrouble {
    try (var session = ssh.startSession()) {
      var running = session.exec(command);
      running.join(Budget.millis(budget.left()), TimeUnit.MILLISECONDS);
      return running.getExitStatus();
    } catch (IOException e) {
      if (guard.struck() || e.getCause() instanceof TimeoutException) {
        throw NodeTrouble.silence(
            Finding.COMMAND_FAILED,
            "let us in, and did not end `%s` within %s"
                .formatted(command, Budget.inWords(budget.total())));
      }
      throw end.isDone()
          ? ending()
          : NodeTrouble.seen(
              Finding.COMMAND_FAILED, "let us in, and ran no command: " + e.getMessage());
    }
  }

  /** Waits for this connection to end; false when it goes on. */
  boolean endsWithin(Duration time) throws InterruptedException {
    try {
      end.get(time.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the end of a connection is told, not thrown", e);
    }
  }

  /** Why it ended; our own doing when it was closed from here. */
  NodeTrouble ending() {
    return end.getNow(lost("its reader stopped"));
  }

  @Override
  public void notifyDisconnect(DisconnectReason reason, String message) {
    end.complete(lost(message));
  }

  private static NodeTrouble lost(@Nullable String words) {
    var closed = words == null || words.contains("EOF") || words.contains("reset");
    return NodeTrouble.seen(
        Finding.CONNECTION_LOST,
        "an open connection was lost: " + (closed ? "closed by the node" : words));
  }

  private void cut() {
    end.complete(NodeTrouble.ours("the connection was closed here: it had stopped answering"));
    FrontDoor.close(socket);
  }

  /** Takes leave, if the node is quick to listen. */
  @Override
  public void close() {
    end.complete(NodeTrouble.ours("the connection was closed here"));
    try (var _ = deadlines.closing(socket, FAREWELL)) {
      ssh.disconnect();
    } catch (IOException alreadyBroken) {
      // then it needs no closing
    }
    FrontDoor.close(socket);
  }
}
