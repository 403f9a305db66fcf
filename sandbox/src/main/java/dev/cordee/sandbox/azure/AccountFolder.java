package dev.cordee.sandbox.azure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder in which the account outlives the process. A file in it is old or new, never half; the
 * folder is one sandbox's at a time, and free again once that is dead.
 */
public final class AccountFolder implements AutoCloseable {
  private static final String LOCK = "lock";
  private static final String UNFINISHED = "unfinished-";
  private static final String FOR_ALL = "rw-r--r--";

  private final Path place;
  private final boolean temporary;
  private final FileChannel lock;

  private AccountFolder(Path place, boolean temporary) throws IOException {
    this.place = place;
    this.temporary = temporary;
    this.lock = lock(place.resolve(LOCK));
    removeUnfinished();
  }

  /**
   * Takes a folder, made if it is not there.
   *
   * @throws UncheckedIOException when it cannot be used, or another sandbox does
   */
  public static AccountFolder open(Path place) {
    try {
      return new AccountFolder(Files.createDirectories(place), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A folder that is removed when it is closed. */
  public static AccountFolder temporary() {
    try {
      return new AccountFolder(Files.createTempDirectory("cordee-azure"), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a file holds, if there is one. */
  Optional<byte[]> read(String name) {
    try {
      return Optional.of(Files.readAllBytes(place.resolve(name)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes what only the sandbox's user may read. */
  void writeSecret(String name, byte[] content) {
    try {
      rename(written(content), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes what everybody may read. */
  void write(String name, byte[] content) {
    try {
      Path written = written(content);
      Files.setPosixFilePermissions(written, PosixFilePermissions.fromString(FOR_ALL));
      rename(written, name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For a file whose content makes no sense. */
  UncheckedIOException damaged(String name, Exception why) {
    String file = place.resolve(name).toString();
    return new UncheckedIOException(
        new FileSystemException(file, null, "is damaged: " + why.getMessage()));
  }

  @Override
  public void close() {
    try {
      lock.close();
      if (temporary) {
        remove();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A temporary file is its owner's alone from the start. */
  private Path written(byte[] content) throws IOException {
    return Files.write(Files.createTempFile(place, UNFINISHED, null), content);
  }

  private void rename(Path written, String name) throws IOException {
    Files.move(
        written,
        place.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** What a sandbox was about to write when it was killed. */
  private void removeUnfinished() throws IOException {
    removeFiles(UNFINISHED);
  }

  private void remove() throws IOException {
    removeFiles("");
    Files.delete(place);
  }

  private void removeFiles(String prefix) throws IOException {
    try (Stream<Path> files = Files.list(place)) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().startsWith(prefix)) {
          Files.delete(file);
        }
      }
    }
  }

  private static FileChannel lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // this very process has it
    }
    channel.close();
    throw new FileSystemException(file.toString(), null, "another sandbox has it");
  }
}
