package dev.cordee.web.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cordee.web.http.ProblemException;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class JobsTest {
  private final Jobs jobs = new Jobs();

  @Test
  void aJobIsSeenWhileItRunsAndAfterwards() {
    var end = new CountDownLatch(1);
    jobs.start("worker", "kill it", () -> lastWords(end));

    assertThat(jobs.latest()).extracting(Job::state).containsExactly(Job.State.RUNNING);
    end.countDown();

    await().until(() -> newest().state() == Job.State.DONE);
    assertThat(newest().said()).isEqualTo("killed");
    assertThat(newest().ended()).isPresent();
  }

  @Test
  void whyItFailedIsTold() {
    jobs.start(
        "node-1",
        "stop it",
        () -> {
          throw new IOException("there is no node-1");
        });

    await().until(() -> newest().state() == Job.State.FAILED);
    assertThat(newest().said()).isEqualTo("there is no node-1");
  }

  @Test
  void nothingElseIsDoneToTheSameMeanwhile() {
    var end = new CountDownLatch(1);
    jobs.start("worker", "./cordee kill worker", () -> lastWords(end));

    assertThatThrownBy(() -> jobs.start("worker", "start it", () -> "started"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("./cordee kill worker is still running");
    jobs.start("node-1", "stop it", () -> "stopped");
    end.countDown();

    await().until(() -> jobs.latest().stream().noneMatch(Job::isRunning));
    jobs.start("worker", "start it", () -> "started");
  }

  @Test
  void onlyTheLatestAreKept() {
    for (var number = 0; number < 30; number++) {
      var said = "job " + number;
      jobs.start("target " + number, "something", () -> said);
    }

    await().until(() -> jobs.latest().stream().noneMatch(Job::isRunning));
    assertThat(jobs.latest()).hasSizeLessThanOrEqualTo(12);
    assertThat(newest().said()).isEqualTo("job 29");
  }

  private Job newest() {
    return jobs.latest().getFirst();
  }

  private static String lastWords(CountDownLatch end) throws InterruptedException {
    end.await();
    return "killed";
  }
}
