package dev.cordee.web.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class LoopTest {
  private static final Duration PAUSE = Duration.ofMillis(1);

  private final AtomicInteger times = new AtomicInteger();

  @Test
  void eachOutageIsToldOfOnceHoweverLong(CapturedOutput log) {
    try (var _ = Loop.start("test", PAUSE, this::failInTwoOutages)) {
      await().until(() -> times.get() > 30);
    }

    assertThat(log.getOut())
        .containsOnlyOnce("no database, 1.")
        .containsOnlyOnce("no database, 11.")
        .doesNotContain("no database, 2.", "no database, 12.");
  }

  private boolean failInTwoOutages() {
    var time = times.incrementAndGet();
    if (time <= 5 || time > 10 && time <= 15) {
      throw new IllegalStateException("no database, " + time + ".");
    }
    return true;
  }

  @Test
  void whatIsDoneIsNotDoneAgain() throws Exception {
    var done = new CountDownLatch(1);
    try (var loop =
        Loop.start(
            "test",
            PAUSE,
            () -> {
              done.countDown();
              return false;
            })) {
      assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
      await().until(() -> !loop.isRunning());
    }
  }

  @Test
  void closingEndsItInTheMiddle(CapturedOutput log) throws Exception {
    var begun = new CountDownLatch(1);
    var loop =
        Loop.start(
            "test",
            PAUSE,
            () -> {
              begun.countDown();
              return waitForEver();
            });
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

    loop.close();

    await().until(() -> !loop.isRunning());
    assertThat(log.getOut()).doesNotContain("fails");
  }

  private static boolean waitForEver() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("stopped in the middle", e);
    }
    return true;
  }
}
