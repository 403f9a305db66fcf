package dev.cordee.activities.rental;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cordee.activities.rental.AnsibleSettings.Limits;
import dev.cordee.activities.rental.WatchedProcess.End;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a process ends, or is ended, nothing that it started goes on. */
class WatchedProcessTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Duration GRACE = Duration.ofMillis(300);
  private static final Limits PATIENT = new Limits(LONG, LONG, GRACE);
  private static final RunWatcher NOBODY = _ -> {};

  @TempDir Path scratch;
  private final Text said = new Text();

  @AfterEach
  void nothingIsLeft() {
    assertThat(new RunProcesses(scratch).alive()).isEmpty();
  }

  @Test
  void whatItSaysIsTakenInAndItsExitCodeTold() throws Exception {
    var end = shell("echo one; echo two >&2; printf three; exit 3").run(said, PATIENT, NOBODY);

    assertThat(end).isEqualTo(new End.Exited(3));
    assertThat(said.out()).isEqualTo("one\nthree\n");
    assertThat(said.err()).isEqualTo("two\n");
  }

  @Test
  void itGetsNothingOfThisProcessesEnvironment() throws Exception {
    shell("env").run(said, PATIENT, NOBODY);

    assertThat(said.out().lines().map(line -> line.replaceAll("=.*", "")))
        .contains("PATH", "CORDEE_RUN")
        .isSubsetOf(
            "PATH",
            "HOME",
            "LANG",
            "CORDEE_RUN",
            "ANSIBLE_COLLECTIONS_PATH",
            "PWD",
            "_",
            "SHLVL",
            "OLDPWD");
  }

  @Test
  void anEndlessFloodIsEndedAtTheWallLimit() throws Exception {
    var limits = new Limits(SHORT, LONG, GRACE);

    assertThat(shell("yes").run(said, limits, NOBODY)).isEqualTo(new End.TookTooLong(SHORT));
  }

  @Test
  void anEndlessLineIsEndedAtTheWallLimit() throws Exception {
    var limits = new Limits(SHORT, LONG, GRACE);

    assertThat(shell("cat /dev/zero").run(said, limits, NOBODY))
        .isEqualTo(new End.TookTooLong(SHORT));
  }

  @Test
  void silenceIsEndedAtTheIdleLimit() throws Exception {
    var limits = new Limits(LONG, SHORT, GRACE);

    assertThat(shell("echo begun; sleep 600").run(said, limits, NOBODY))
        .isEqualTo(new End.FellSilent(SHORT));
  }

  @Test
  void whatIgnoresTheRequestToEndIsKilled() throws Exception {
    var limits = new Limits(LONG, SHORT, GRACE);

    assertThat(shell("trap '' TERM; while :; do sleep 600; done").run(said, limits, NOBODY))
        .isEqualTo(new End.FellSilent(SHORT));
  }

  /** As Ansible's workers do from 2.19 on, and ssh with shared connections. */
  @Test
  void whatHasLeftForASessionOfItsOwnIsEndedToo() throws Exception {
    var end = shell("setsid sleep 600 & exit 0").run(said, PATIENT, NOBODY);

    assertThat(end).isEqualTo(new End.Exited(0));
  }

  @Test
  void whoeverWatchesIsCalledAlsoWhenNothingHappens() throws Exception {
    var calls = new AtomicInteger();
    var enough = new IllegalStateException("enough");

    assertThatThrownBy(
            () ->
                shell("sleep 600")
                    .run(
                        said,
                        PATIENT,
                        _ -> {
                          if (calls.incrementAndGet() == 3) {
                            throw enough;
                          }
                        }))
        .isSameAs(enough);
  }

  @Test
  void whateverTheWatcherThrowsEndsIt() {
    var enough = new IllegalStateException("enough");

    assertThatThrownBy(
            () ->
                shell("sleep 600")
                    .run(
                        said,
                        PATIENT,
                        _ -> {
                          throw enough;
                        }))
        .isSameAs(enough);
  }

  @Test
  void anInterruptEndsIt() throws Exception {
    var started = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    var thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    shell("trap '' TERM; while :; do sleep 600; done")
                        .run(said, PATIENT, _ -> started.countDown());
                  } catch (InterruptedException e) {
                    interrupted.countDown();
                  }
                });
    started.await();

    thread.interrupt();
    thread.join();

    assertThat(interrupted.getCount()).isZero();
  }

  private WatchedProcess shell(String script) {
    var command = List.of("/bin/sh", "-c", script);
    return new WatchedProcess(command, Executables.environment(), new RunDirectory(scratch));
  }
}
