package dev.cordee.web.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Optional;

/**
 * So many a minute for each of those who call. They may come all at once; from then on they come
 * back evenly.
 */
final class RateLimit {
  private static final Duration WINDOW = Duration.ofMinutes(1);

  /** A bucket is some hundred bytes. Who calls from more addresses than this forgets itself. */
  private static final int MOST_REMEMBERED = 100_000;

  private final int perWindow;

  /** Nobody gains by being forgotten after a window of silence: the bucket is full by then. */
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).expireAfterAccess(WINDOW).build();

  RateLimit(int perWindow) {
    this.perWindow = perWindow;
  }

  /** Counts a call of somebody; how long to wait when it is one too many. */
  Optional<Duration> take(String who) {
    var taken = bucket(who).tryConsumeAndReturnRemaining(1);
    return taken.isConsumed()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(taken.getNanosToWaitForRefill()));
  }

  /** How long somebody would have to wait for its next; counts nothing. */
  Optional<Duration> wouldWait(String who) {
    var known = buckets.getIfPresent(who);
    if (known == null) {
      return Optional.empty();
    }
    var estimate = known.estimateAbilityToConsume(1);
    return estimate.canBeConsumed()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(estimate.getNanosToWaitForRefill()));
  }

  private Bucket bucket(String who) {
    return buckets.get(
        who,
        _ ->
            Bucket.builder()
                .addLimit(limit -> limit.capacity(perWindow).refillGreedy(perWindow, WINDOW))
                .build());
  }
}
