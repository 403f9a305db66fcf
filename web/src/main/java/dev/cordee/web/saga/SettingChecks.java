package dev.cordee.web.saga;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Checks of a capability's settings. What is refused is named, with its value and what it must be.
 *
 * @param prefix such as {@code cordee.checkout}
 */
public record SettingChecks(String prefix) {

  /** The saga engine's own limit on a first call lies just above. */
  private static final Duration FAST_LIMIT = Duration.ofSeconds(3);

  /** The same for every later call. */
  private static final Duration CALL_LIMIT = Duration.ofSeconds(9);

  /** An address that can be called. */
  public void http(String name, @Nullable URI value) {
    var isHttp =
        value != null
            && value.getHost() != null
            && value.getScheme() != null
            && value.getScheme().startsWith("http");
    require(isHttp, name, value, "no HTTP address");
  }

  /** A prefix of paths, to which a path is added: empty, or {@code /like/this}. */
  public void pathPrefix(String name, String value) {
    require(
        value.matches("(/[^/\\s?#{}]+)*"),
        name,
        value,
        "must start with / and end without, or be empty");
  }

  public void positive(String name, @Nullable Duration value) {
    require(value != null && value.isPositive(), name, value, "must be above zero");
  }

  /** How long and how often a service is asked. */
  public void pace(
      Duration stepBudget, Duration fastDeadline, Duration callDeadline, Duration patience) {
    positive("step-budget", stepBudget);
    positive("patience", patience);
    atMost("fast-deadline", fastDeadline, FAST_LIMIT);
    atMost("call-deadline", callDeadline, CALL_LIMIT);
  }

  private void atMost(String name, @Nullable Duration value, Duration limit) {
    require(
        value != null && value.isPositive() && value.compareTo(limit) <= 0,
        name,
        value,
        "must be above zero, at most " + limit);
  }

  /** Anything else. */
  public void require(boolean condition, String name, @Nullable Object value, String problem) {
    if (!condition) {
      throw new IllegalStateException(prefix + "." + name + "=" + value + ": " + problem);
    }
  }
}
