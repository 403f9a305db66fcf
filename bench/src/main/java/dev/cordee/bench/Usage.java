package dev.cordee.bench;

/** The help page. */
final class Usage {
  static final String TEXT =
      """
      usage: java -jar cordee-bench-app.jar [checkout] [options]

      Orders in closed loops from three subjects in turn: Cordée, a plain synchronous
      orchestrator, and the same saga written as the SDK's samples are. 10 % of the payments
      are refused. Ends with 1 when the books do not agree.

        --callers 1,32,128     levels: orders in flight at once
        --seconds 20           measured, per subject and level
        --warmup 8             seconds before that, discarded
        --prime 45             seconds of load on each subject before anything is measured
        --rounds 1             times the whole is repeated; rounds are pooled
        --markdown FILE        the table, also as markdown
        --json FILE            the raw numbers
        --baseline-port N      the baselines listen on N and N+1; any free ports unless given
        --help

      Of fleets: fleet-sweeps, fleet-rentals, fleet-false-alarms; ./cordee bench fleet --help

      The baselines by hand: serve-plain --port N, serve-samples --port N

      Environment: CORDEE_BENCH_API_URL, CORDEE_BENCH_SANDBOX_URL (control; the services are on
      the four ports above), CORDEE_TEMPORAL_TARGET, CORDEE_TEMPORAL_NAMESPACE,
      CORDEE_POSTGRES_URL, CORDEE_POSTGRES_USER, CORDEE_POSTGRES_PASSWORD, and for the CPU columns
      CORDEE_BENCH_PIDS={"postgres":1,"temporal":2,"sandbox":3,"api":4}
      """
          .stripTrailing();

  private Usage() {}
}
