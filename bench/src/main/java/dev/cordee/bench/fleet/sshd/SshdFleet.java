package dev.cordee.bench.fleet.sshd;

import dev.cordee.bench.machine.ProcessTrees;
import dev.cordee.workflows.fleet.NodeAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** So many sshds, all well or some of them ill, and who must be found to be what. */
public final class SshdFleet implements AutoCloseable {

  /** How the fleet is doing. */
  public enum State {
    WELL("all well"),
    /** A twentieth stopped, a hundredth (at most five) frozen; one of each at least. */
    ILL("some ill");

    private final String label;

    State(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  private static final int MOST_FROZEN = 5;

  /** Below the ports that Linux gives to clients, of which there are hundreds here. */
  private static final int LOWEST_PORT = 13_000;

  private static final int HIGHEST_PORT = 32_000;

  private final List<Sshd> all = new ArrayList<>();
  private final Set<Sshd> ill = new HashSet<>();
  private final Thread lastResort = new Thread(this::end);
  private State state = State.WELL;

  private SshdFleet() {
    Runtime.getRuntime().addShutdownHook(lastResort);
  }

  /** Starts them; ends those it has when one does not start, and all when this process ends. */
  public static SshdFleet start(SshdHome home, int count) throws IOException, InterruptedException {
    var fleet = new SshdFleet();
    try {
      var ports = freePorts(count);
      for (var number = 1; number <= count; number++) {
        fleet.add(Sshd.start(home, number, ports.get(number - 1)));
      }
      return fleet;
    } catch (IOException | InterruptedException | RuntimeException e) {
      fleet.close();
      throw e;
    }
  }

  private synchronized void add(Sshd sshd) {
    all.add(sshd);
  }

  private static List<Integer> freePorts(int count) throws IOException {
    var first = LOWEST_PORT + (int) (ProcessHandle.current().pid() % 8000);
    var free =
        IntStream.range(first, HIGHEST_PORT)
            .filter(SshdFleet::isFree)
            .limit(count)
            .boxed()
            .toList();
    if (free.size() < count) {
      throw new IOException("no %d free ports from %d on".formatted(count, first));
    }
    return free;
  }

  private static boolean isFree(int port) {
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  public synchronized List<NodeAddress> addresses() {
    return all.stream().map(Sshd::address).toList();
  }

  public synchronized Sshd first() {
    return all.getFirst();
  }

  public synchronized List<Long> pids() {
    return all.stream().map(Sshd::pid).toList();
  }

  /** Whom a client must find alive, in the order of the addresses. */
  public synchronized List<Boolean> truth() {
    return all.stream().map(sshd -> !ill.contains(sshd)).toList();
  }

  /** Makes the fleet well or ill; nothing happens to one that is so already. */
  public synchronized void become(State wanted) throws IOException, InterruptedException {
    if (wanted == state) {
      return;
    }
    switch (wanted) {
      case ILL -> {
        var stopped = Math.max(1, all.size() / 20);
        var frozen = Math.clamp(all.size() / 100, 1, MOST_FROZEN);
        for (var sshd : spread(stopped + frozen)) {
          if (ill.size() < stopped) {
            sshd.stop();
          } else {
            sshd.freeze();
          }
          ill.add(sshd);
        }
      }
      case WELL -> {
        for (var sshd : ill) {
          sshd.stop();
          sshd.startAgain();
        }
        ill.clear();
      }
    }
    state = wanted;
  }

  /** From all over the fleet, so that no order of asking meets them all at once. */
  private List<Sshd> spread(int count) {
    return IntStream.range(0, count).mapToObj(i -> all.get(i * all.size() / count)).toList();
  }

  private synchronized void end() {
    ProcessTrees.now().pids(pids()).stream()
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    end();
    Runtime.getRuntime().removeShutdownHook(lastResort);
  }
}
