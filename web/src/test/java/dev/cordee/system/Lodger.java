package dev.cordee.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** A tenant with a key of its own, who uses the system's ssh with strict checking. */
final class Lodger {
  private final Path folder;
  private final String rental;
  private final String username;

  /** Keeps what the answer to a rent gave, and will never give again. */
  Lodger(Path scratch, JsonNode rent) throws IOException {
    rental = rent.get("rental_id").asString();
    username = rent.get("username").asString();
    folder = Files.createDirectory(scratch.resolve(rental));
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Files.writeString(
        Files.createFile(folder.resolve("key"), owner), rent.get("private_key").asString());
  }

  String rental() {
    return rental;
  }

  String username() {
    return username;
  }

  /** Whether it can log in where the rental says it is, and is who it should be. */
  boolean canLogIn(JsonNode where) {
    try {
      var process = start(where, "id -un");
      var in = process.waitFor(15, TimeUnit.SECONDS);
      if (!in) {
        process.destroyForcibly();
        return false;
      }
      var said = new String(process.getInputStream().readAllBytes()).strip();
      return process.exitValue() == 0 && said.equals(username);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("ssh could not be run", e);
    }
  }

  /** Asks where it is and logs in there until that works; returns how long that took. */
  Duration awaitLoginElsewhere(RentDesk desk, long oldNode, Instant since, Duration atMost) {
    Awaitility.await("the tenant logs in on another node")
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(
            () -> {
              var now = desk.rental(rental);
              return now.get("status").asString().equals("ACTIVE")
                  && now.get("node_id").asLong() != oldNode
                  && canLogIn(now);
            });
    return Duration.between(since, Instant.now());
  }

  /** Something of its own that runs on the node until somebody ends it. */
  Process stay(JsonNode where) throws IOException {
    return start(where, "echo here; exec sleep 3600");
  }

  private Process start(JsonNode where, String command) throws IOException {
    var known = folder.resolve("known_hosts");
    Files.writeString(known, where.get("known_hosts").asString() + "\n");
    var words =
        new ArrayList<>(
            List.of("ssh", "-F", "none", "-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes"));
    words.addAll(List.of("-o", "StrictHostKeyChecking=yes", "-o", "UserKnownHostsFile=" + known));
    words.addAll(List.of("-o", "GlobalKnownHostsFile=/dev/null", "-o", "ConnectTimeout=5"));
    words.addAll(List.of("-i", folder.resolve("key").toString()));
    words.addAll(
        List.of("-p", where.get("port").asString(), username + "@" + where.get("host").asString()));
    words.add(command);
    return new ProcessBuilder(words)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .redirectInput(Path.of("/dev/null").toFile())
        .start();
  }
}
