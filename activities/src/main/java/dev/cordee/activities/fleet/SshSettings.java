package dev.cordee.activities.fleet;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How nodes are logged in to and looked at. Parsed once, at the start.
 *
 * @param user the control plane's account on every node
 * @param privateKey file with its key, without a passphrase; an OpenSSH certificate beside it
 *     ({@code <file>-cert.pub}) is used too
 * @param probeTimeout for one look at a node, whatever happens; waiting in our own line is not
 *     counted, since it tells nothing of the node
 * @param keepAliveTimeout for an answer on a connection that is open already
 * @param watchInterval between two keep-alives on a rented node
 * @param watchPatience a rented node that leaves a keep-alive unanswered for so long is in trouble;
 *     that only means to look at it, so it may be short
 * @param connectsAtOnce new connections that may be awaiting a greeting at one time. A frozen node
 *     takes up a place for two seconds at most
 * @param loginsAtOnce key exchanges and logins under way at one time, 8-16: they are all processor
 *     time, and 100 at once on two cores make healthy nodes look dead
 * @param queueLimit longest wait in our own line for one look; past it the node was not probed
 * @param loginBeat every so many sweeps each node is logged in to anew, and a twentieth of the
 *     fleet in each sweep when it is 20
 */
public record SshSettings(
    String user,
    Path privateKey,
    Duration probeTimeout,
    Duration keepAliveTimeout,
    Duration watchInterval,
    Duration watchPatience,
    int connectsAtOnce,
    int loginsAtOnce,
    Duration queueLimit,
    int loginBeat) {

  public SshSettings {
    if (probeTimeout.compareTo(keepAliveTimeout) <= 0) {
      throw new IllegalArgumentException(
          "probe-timeout (%s) must leave time for a login after an unanswered keep-alive (%s)"
              .formatted(probeTimeout, keepAliveTimeout));
    }
    if (connectsAtOnce < 1 || loginsAtOnce < 1 || loginBeat < 1) {
      throw new IllegalArgumentException(
          "connects-at-once, logins-at-once and login-beat must be at least 1");
    }
  }

  /** The defaults, which fit fleets of up to a thousand nodes. */
  public static SshSettings of(String user, Path privateKey) {
    return new SshSettings(
        user,
        privateKey,
        Duration.ofSeconds(5),
        Duration.ofSeconds(2),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        100,
        12,
        Duration.ofSeconds(12),
        20);
  }

  /** The same with another time for one look. */
  public SshSettings withProbeTimeout(Duration timeout) {
    return new SshSettings(
        user,
        privateKey,
        timeout,
        keepAliveTimeout,
        watchInterval,
        watchPatience,
        connectsAtOnce,
        loginsAtOnce,
        queueLimit,
        loginBeat);
  }
}
