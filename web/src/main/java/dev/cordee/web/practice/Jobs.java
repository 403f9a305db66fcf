package dev.cordee.web.practice;

import dev.cordee.web.http.ProblemException;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/** What was ordered lately: each on a thread of its own, one at a time per target. */
final class Jobs {
  private static final Logger log = LoggerFactory.getLogger(Jobs.class);

  /** Those that are shown. */
  private static final int KEPT = 12;

  /** What a job does; returns its last words. */
  @FunctionalInterface
  interface Work {
    /** Does it; any exception is its failure, told by its message. */
    String run() throws Exception;
  }

  private final NavigableMap<Long, Job> jobs = new TreeMap<>();
  private long last;

  /**
   * Begins it, and does not wait.
   *
   * @throws ProblemException 409 while something else is being done to the same target
   */
  synchronized Job start(String target, String what, Work work) {
    jobs.values().stream()
        .filter(job -> job.isRunning() && job.target().equals(target))
        .findFirst()
        .ifPresent(
            job -> {
              throw ProblemException.of(
                  HttpStatus.CONFLICT,
                  "practice-busy",
                  job.what() + " is still running: wait for its end");
            });
    var job = Job.begun(++last, target, what);
    put(job);
    Thread.ofVirtual().name("cordee-practice-" + job.id()).start(() -> run(job, work));
    return job;
  }

  /** The newest first. */
  synchronized List<Job> latest() {
    return List.copyOf(jobs.descendingMap().values());
  }

  // a job that ends without anybody knowing would block its target for ever
  private void run(Job job, Work work) {
    try {
      put(job.over(Job.State.DONE, work.run()));
    } catch (Exception e) {
      log.info("practice: {} failed: {}", job.what(), e.toString());
      put(job.over(Job.State.FAILED, String.valueOf(e.getMessage())));
    }
  }

  private synchronized void put(Job job) {
    jobs.put(job.id(), job);
    while (jobs.size() > KEPT && !jobs.firstEntry().getValue().isRunning()) {
      jobs.pollFirstEntry();
    }
  }
}
