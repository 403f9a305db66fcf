package dev.cordee.activities.rental;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run writes is for its own eyes, and goes when it goes, even if its worker was killed. */
class RunDirectoriesTest {
  @TempDir Path root;

  @Test
  void nobodyElseCanReadARunsFiles() throws IOException {
    try (var directories = RunDirectories.in(root);
        var directory = directories.open()) {
      var file = directory.write("vars.json", "{}".getBytes(StandardCharsets.UTF_8));

      assertThat(mode(directory.path())).isEqualTo("rwx------");
      assertThat(mode(directory.path().getParent())).isEqualTo("rwx------");
      assertThat(mode(file)).isEqualTo("rw-------");
    }
    assertThat(entries()).isEmpty();
  }

  @Test
  void aFolderGoesWithAllInItAndNothingThatItLinksTo() throws IOException {
    var outside = Files.writeString(root.resolve("outside"), "kept");
    try (var directories = RunDirectories.in(root)) {
      try (var directory = directories.open()) {
        Files.createDirectories(directory.path().resolve("tmp/deep"));
        Files.createSymbolicLink(directory.path().resolve("tmp/link"), outside);
      }
    }
    assertThat(entries()).containsExactly(outside);
    assertThat(outside).hasContent("kept");
  }

  @Test
  void theNextWorkerEndsAndRemovesWhatAKilledOneLeft() throws Exception {
    var left = Files.createDirectory(root.resolve("cordee-ansible-killed-1"));
    Files.createFile(left.resolve("lock"));
    Files.createDirectory(left.resolve("run-1"));
    var builder = new ProcessBuilder("sleep", "600");
    builder.environment().put("CORDEE_RUN", left + "/run-1/");
    var orphan = builder.start();

    try (var _ = RunDirectories.in(root)) {
      assertThat(left).doesNotExist();
      assertThat(orphan.onExit().join().isAlive()).isFalse();
    }
  }

  @Test
  void aWorkerAtWorkIsLeftInPeace() throws Exception {
    var other = Files.createDirectory(root.resolve("cordee-ansible-other-1"));
    var beingMade = Files.createDirectory(root.resolve("cordee-ansible-new-1"));
    var lock = Files.createFile(other.resolve("lock"));
    // a lock of another process: one of ours would be dropped by our own look at it
    var holder =
        new ProcessBuilder(
                List.of(
                    "python3",
                    "-c",
                    """
                    import fcntl, sys, time
                    file = open(sys.argv[1], "a")
                    fcntl.lockf(file, fcntl.LOCK_EX)
                    print("held", flush=True)
                    time.sleep(600)
                    """,
                    lock.toString()))
            .start();
    try {
      assertThat(holder.inputReader().readLine()).isEqualTo("held");

      try (var mine = RunDirectories.in(root);
          var _ = RunDirectories.in(root)) {
        assertThat(mine.open().path()).exists();
        assertThat(other).exists();
        assertThat(beingMade).exists();
      }
    } finally {
      holder.destroyForcibly().onExit().join();
    }
  }

  @Test
  void aPlaceThatSshCannotNameIsRefused() throws IOException {
    var spaced = Files.createDirectory(root.resolve("a b"));

    assertThatThrownBy(() -> RunDirectories.in(spaced))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private List<Path> entries() throws IOException {
    try (var entries = Files.list(root)) {
      return entries.toList();
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
