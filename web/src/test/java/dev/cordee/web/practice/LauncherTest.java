package dev.cordee.web.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @Test
  void itsLastLineIsTold() throws Exception {
    var launcher = launcher("echo \"first\"; echo \"$1 $2 … killed\"; echo");

    assertThat(launcher.act(List.of("worker", "kill"))).isEqualTo("worker kill … killed");
  }

  @Test
  void whatItComplainsOfIsItsFailure() throws Exception {
    var launcher = launcher("echo fine; echo 'cordee: there is no node-9' >&2; exit 1");

    assertThatThrownBy(() -> launcher.act(List.of("node", "stop", "node-9")))
        .isInstanceOf(IOException.class)
        .hasMessage("cordee: there is no node-9");
  }

  @Test
  void whatItComplainsOfIsNotInAnAnswer() throws Exception {
    var output = launcher("echo oops >&2; echo '[]'; exit 1").ask(List.of("status", "--json"));

    assertThat(output.text().strip()).isEqualTo("[]");
    assertThat(output.exit()).isEqualTo(1);
  }

  @Test
  void aFloodOfWordsFillsNothing() throws Exception {
    var output = launcher("yes | head -c 3000000").ask(List.of("status"));

    assertThat(output.text()).hasSize(65_536);
    assertThat(output.exit()).isZero();
  }

  @Test
  void aLongLineIsCut() throws Exception {
    var launcher = launcher("head -c 5000 /dev/zero | tr '\\0' x");

    assertThat(launcher.act(List.of("status"))).hasSize(300);
  }

  @Test
  void oneThatTakesTooLongIsEnded() throws Exception {
    var program = FakeLauncher.of(folder, "exec sleep 60");
    var launcher = new Launcher(program, Duration.ofMillis(200));

    assertTimeout(
        SOON,
        () ->
            assertThatThrownBy(() -> launcher.act(List.of("worker", "start")))
                .isInstanceOf(IOException.class));
  }

  private Launcher launcher(String script) throws IOException {
    return new Launcher(FakeLauncher.of(folder, script));
  }
}
