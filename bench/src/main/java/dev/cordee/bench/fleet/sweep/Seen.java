package dev.cordee.bench.fleet.sweep;

import dev.cordee.bench.fleet.sshd.SshdFleet;

/**
 * One sweep by one means.
 *
 * @param seconds from the first node to the last verdict
 * @param clientCpu seconds of whoever looked
 * @param sshdCpu seconds of all that were looked at
 * @param memory most bytes that the client took up, by share (PSS)
 * @param wrong nodes that it said to be what they were not
 * @param untold nodes that it said nothing of
 */
public record Seen(
    Means means,
    int nodes,
    SshdFleet.State state,
    double seconds,
    double clientCpu,
    double sshdCpu,
    long memory,
    long wrong,
    long untold) {

  double cpu() {
    return clientCpu + sshdCpu;
  }

  double megabytes() {
    return memory / 1e6;
  }
}
