package dev.cordee.web.practice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A real program that stands where the launcher does: a shell script of the test's own. */
final class FakeLauncher {
  private FakeLauncher() {}

  static Path of(Path folder, String script) throws IOException {
    var program = Files.writeString(folder.resolve("cordee"), "#!/bin/sh\n" + script);
    return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }
}
