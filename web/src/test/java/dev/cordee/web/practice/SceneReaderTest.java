package dev.cordee.web.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cordee.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What is broken, as the launcher and the sandbox tell. */
class SceneReaderTest {
  private static final JsonMapper JSON = new JsonMapper();

  /** No stand-in has a privileged port. */
  private static final URI NOBODY = URI.create("http://127.0.0.1:9");

  private static final String STATUS =
      """
      cat <<'END'
      [{"name": "worker", "pid": null, "state": "killed", "url": "http://127.0.0.1:8024"},
       {"name": "temporal", "pid": 7, "state": "running", "url": "http://127.0.0.1:8233"},
       {"name": "node-1", "pid": 8, "state": "running", "url": "ssh://127.0.0.1:22221"},
       {"name": "node-2", "pid": 9, "state": "frozen", "url": "ssh://127.0.0.1:22222"}]
      END
      exit 1
      """;

  @TempDir private Path folder;
  private Sandbox sandbox;
  private SandboxControl control;
  private StandIns standIns;

  @BeforeEach
  void start() {
    sandbox = Sandbox.startWithAzure(0);
    control = new SandboxControl(sandbox.control(), JSON);
    standIns = new StandIns(control, JSON);
  }

  @AfterEach
  void stop() {
    control.close();
    sandbox.close();
  }

  @Test
  void whatDoesNotRunIsBrokenAndTheRestCanBe() throws IOException {
    var scene = known(reader(STATUS));

    assertThat(scene.damages())
        .containsExactlyInAnyOrder(
            new Damage(Breakage.WORKER_KILLED, Optional.empty(), "killed"),
            new Damage(Breakage.NODE_FROZEN, Optional.of("node-2"), "frozen"));
    assertThat(scene.targets(Breakage.NODE_STOPPED)).containsExactly("node-1", "node-2");
    assertThat(scene.targets(Breakage.TEMPORAL_KILLED)).containsExactly("temporal");
  }

  @Test
  void everyFaultOfOursIsKnownAgainWhenItIsReadBack() throws IOException {
    var reader = reader("echo '[]'");
    for (var breakage : Breakage.values()) {
      if (breakage.means() instanceof Means.Faults faults) {
        standIns.set(faults);

        assertThat(known(reader).isBroken(breakage)).as("%s", breakage).isTrue();
        standIns.clear(faults);
        assertThat(known(reader).isBroken()).as("%s", breakage).isFalse();
      }
    }
  }

  @Test
  void aFaultThatSomebodyElseSetIsShownAndNotTakenForOurs() throws IOException {
    control.post("/faults", "{\"service\": \"ventes\", \"kind\": \"down\"}");
    var scene = known(reader("echo '[]'"));

    assertThat(scene.damages()).isEmpty();
    assertThat(scene.strange()).containsExactly("ventes down");
    standIns.clearAll();
    assertThat(known(reader("echo '[]'")).isBroken()).isFalse();
  }

  @Test
  void aLauncherThatSaysNothingIsTroubleAndNoMore() throws IOException {
    var reader = reader("exit 1");

    var scene = known(reader);

    assertThat(scene.troubles()).containsExactly("the launcher said nothing");
    assertThat(scene.damages()).isEmpty();
  }

  @Test
  void aSandboxThatIsAwayIsTroubleAndNoMore() throws IOException {
    Scene scene;
    try (var nobody = new SandboxControl(NOBODY, JSON)) {
      var launcher = new Launcher(FakeLauncher.of(folder, STATUS));
      scene = known(new SceneReader(new Machines(launcher, JSON), new StandIns(nobody, JSON)));
    }

    assertThat(scene.troubles()).singleElement().asString().contains("the sandbox does not answer");
    assertThat(scene.isBroken(Breakage.WORKER_KILLED)).isTrue();
  }

  private SceneReader reader(String script) throws IOException {
    var launcher = new Launcher(FakeLauncher.of(folder, script));
    return new SceneReader(new Machines(launcher, JSON), standIns);
  }

  /** As soon as the launcher has told. */
  private static Scene known(SceneReader reader) {
    return await().until(reader::read, Scene::isKnown);
  }
}
