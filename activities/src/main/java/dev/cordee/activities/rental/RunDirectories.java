package dev.cordee.activities.rental;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders of this worker's runs, in memory where the system has such a place.
 *
 * <p>A worker that is killed leaves its folder, and perhaps Ansible at work. The next one to start
 * on the same machine ends that and removes the folder: it knows the dead by their lock, which the
 * kernel drops with the process.
 */
public final class RunDirectories implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RunDirectories.class);
  private static final String PREFIX = "cordee-ansible-";
  private static final String LOCK = "lock";
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** Opening and closing a lock file of one's own process would drop the lock: know one's own. */
  private static final String OWN = PREFIX + UUID.randomUUID().toString().substring(0, 8) + "-";

  private final Path home;
  private final FileChannel lock;

  private RunDirectories(Path home, FileChannel lock) {
    this.home = home;
    this.lock = lock;
  }

  /** Where nothing reaches a disk, if there is such a place. */
  public static Path inMemory() {
    var shared = Path.of("/dev/shm");
    try {
      if (Files.isWritable(shared) && Files.getFileStore(shared).type().equals("tmpfs")) {
        return shared;
      }
    } catch (IOException notThere) {
      // the system's own place for temporary files will do
    }
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  /**
   * Opens this worker's place, and clears away what dead workers left.
   *
   * @param root an existing folder; without white space in its path, for ssh's options have no
   *     dependable quotes
   */
  public static RunDirectories in(Path root) {
    if (root.toString().chars().anyMatch(Character::isWhitespace)) {
      throw new IllegalArgumentException("no white space, please, in the path of " + root);
    }
    try {
      // a temporary folder is made with mode 0700
      var home = Files.createTempDirectory(root, OWN);
      // locked under another name first: without "lock" nobody takes the folder for a dead worker's
      var fresh = home.resolve("lock.new");
      var lock = FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      if (lock.tryLock() == null) {
        throw new IllegalStateException("somebody holds " + fresh);
      }
      Files.move(fresh, home.resolve(LOCK));
      sweep(root, home);
      return new RunDirectories(home, lock);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder for runs of Ansible in " + root, e);
    }
  }

  /** A fresh, empty folder. */
  RunDirectory open() {
    try {
      return new RunDirectory(Files.createTempDirectory(home, "run-"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder for a run of Ansible in " + home, e);
    }
  }

  private static void sweep(Path root, Path own) throws IOException {
    try (var folders = Files.newDirectoryStream(root, PREFIX + "*")) {
      for (var folder : folders) {
        if (!folder.getFileName().toString().startsWith(OWN)
            && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
            && Files.getOwner(folder).equals(Files.getOwner(own))) {
          clear(folder);
        }
      }
    }
  }

  private static void clear(Path folder) {
    try (var lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
      if (lock.tryLock() == null) {
        return;
      }
      var ended = new RunProcesses(folder).end(GRACE);
      RunDirectory.delete(folder);
      log.warn("a worker died and left {}: removed, {} processes ended", folder, ended);
    } catch (FileSystemException beingMadeOrGone) {
      log.debug("{} is not a dead worker's", folder);
    } catch (IOException e) {
      log.warn("cannot clear away {}: {}", folder, e.toString());
    }
  }

  /** Ends what still runs, and leaves nothing. */
  @Override
  public void close() {
    new RunProcesses(home).end(GRACE);
    RunDirectory.delete(home);
    try {
      lock.close();
    } catch (IOException e) {
      log.debug("closing the lock of {}: {}", home, e.toString());
    }
  }
}
