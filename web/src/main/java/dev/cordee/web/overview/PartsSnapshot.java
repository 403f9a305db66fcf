package dev.cordee.web.overview;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the parts did when they were looked at.
 *
 * @param temporal how long Temporal took to answer; empty when it did not
 * @param queues none while Temporal does not answer
 * @param proxy whether the proxy answered; empty where there is none
 */
record PartsSnapshot(
    Instant at, Optional<Duration> temporal, List<QueueHealth> queues, Optional<Boolean> proxy) {
  static final PartsSnapshot NONE =
      new PartsSnapshot(Instant.EPOCH, Optional.empty(), List.of(), Optional.empty());

  /** What makes a page worth drawing anew. */
  String mark() {
    var text = new StringBuilder().append(temporal.isPresent()).append(proxy);
    queues.forEach(
        queue ->
            text.append(queue.queue()).append(queue.state(at)).append(queue.backlog()).append(' '));
    return Integer.toHexString(text.toString().hashCode());
  }
}
