package dev.cordee.bench.load;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Who orders next: in every tenth order the client whose payments are refused. */
final class Orders {
  /** The sandbox's client who cannot pay. */
  static final long PENNILESS = 2;

  private static final int REFUSED_EVERY = 10;
  private static final long FIRST_SOUND = 4;
  private static final long SOUND_CLIENTS = 10_000;

  private final AtomicLong count = new AtomicLong();

  long nextClient(SplittableRandom random) {
    return count.incrementAndGet() % REFUSED_EVERY == 0
        ? PENNILESS
        : FIRST_SOUND + random.nextLong(SOUND_CLIENTS);
  }
}
