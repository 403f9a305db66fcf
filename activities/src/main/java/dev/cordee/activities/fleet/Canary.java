package dev.cordee.activities.fleet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures how late we are ourselves while nodes are looked at: silence proves something only to
 * somebody who was listening.
 *
 * <p>Ten times a second it does what a probe does, with a peer that is known to be well because it
 * is this process: wake up at a set time, connect, be accepted, read a byte, each on a thread like
 * the probes'. What that takes beyond the set time is our lateness: too little processor, a long
 * pause of the garbage collector, no free thread, port or file.
 *
 * <p>It says nothing of the network between here and the nodes, of which nothing in this process
 * can know: a cut cable looks like many dead nodes, and for those there is the breaker. A sshd
 * known to be well would not be better: one on another machine may be ill itself, and one on this
 * machine is not reached by the network either.
 */
public final class Canary implements AutoCloseable {
  private static final Duration BEAT = Duration.ofMillis(100);

  /** A byte that has not come by then does not come; it counts as so late. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final ServerSocket perch;

  /** Opens a port on loopback for as long as it lives. */
  public Canary() throws IOException {
    perch = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().name("cordee-fleet-canary").start(this::sing);
  }

  private void sing() {
    while (!perch.isClosed()) {
      try {
        var visitor = perch.accept();
        Thread.ofVirtual().name("cordee-fleet-canary").start(() -> greet(visitor));
      } catch (IOException closedOrOutOfFiles) {
        // the listener's lateness tells; it may last, and must not take up a processor
        LockSupport.parkNanos(BEAT.toNanos());
      }
    }
  }

  private static void greet(Socket visitor) {
    try (visitor) {
      visitor.getOutputStream().write('!');
    } catch (IOException gone) {
      // whoever came does not listen any more
    }
  }

  /** Begins to measure, until it is closed. */
  Watch listen() {
    return new Watch();
  }

  @Override
  public void close() throws IOException {
    perch.close();
  }

  /** Our lateness from its beginning on. */
  final class Watch implements AutoCloseable {
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong worstNanos = new AtomicLong();
    private final AtomicLong dueSince = new AtomicLong(System.nanoTime());
    private final Thread listener =
        Thread.ofVirtual().name("cordee-fleet-canary-listener").start(this::hearOn);

    private void hearOn() {
      try {
        while (!over.get()) {
          var late = hear();
          worstNanos.accumulateAndGet(late, Math::max);
          dueSince.set(System.nanoTime() + BEAT.toNanos());
          TimeUnit.NANOSECONDS.sleep(BEAT.toNanos());
        }
      } catch (InterruptedException e) {
        // it is over
      }
    }

    private long hear() {
      try (var socket = new Socket()) {
        var wait = (int) LONGEST.toMillis();
        socket.setSoTimeout(wait);
        socket.connect(new InetSocketAddress(perch.getInetAddress(), perch.getLocalPort()), wait);
        return socket.getInputStream().read() == '!'
            ? System.nanoTime() - dueSince.get()
            : LONGEST.toNanos();
      } catch (IOException e) {
        return LONGEST.toNanos();
      }
    }

    /** The worst so far, with what is overdue now. */
    Duration worst() {
      var overdue = over.get() ? 0 : System.nanoTime() - dueSince.get();
      return Duration.ofNanos(Math.max(worstNanos.get(), overdue));
    }

    @Override
    public void close() {
      over.set(true);
      listener.interrupt();
    }
  }
}
