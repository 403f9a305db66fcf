package dev.cordee.bench.fleet.rental;

import dev.cordee.bench.fleet.rental.RentalApi.Place;
import dev.cordee.bench.fleet.sshd.SshKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Somebody with a key who logs in with the system's ssh, and accepts no host but the one told. */
final class Tenant {
  private static final int LONGEST_SECONDS = 10;

  private final SshKey key;
  private final Path knownHosts;

  Tenant(Path scratch) throws IOException, InterruptedException {
    key = SshKey.make(scratch.resolve("tenant"));
    knownHosts = scratch.resolve("tenant-known-hosts");
  }

  String publicKey() {
    return key.publicKey();
  }

  boolean logsIn(Place place) throws IOException, InterruptedException {
    Files.writeString(knownHosts, place.knownHosts() + "\n");
    var process =
        new ProcessBuilder(command(place))
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    return ended && process.exitValue() == 0;
  }

  private List<String> command(Place place) {
    var command = new ArrayList<>(List.of("ssh", "-F", "none", "-o", "BatchMode=yes"));
    command.addAll(List.of("-o", "IdentitiesOnly=yes", "-i", key.privateKey().toString()));
    command.addAll(List.of("-o", "StrictHostKeyChecking=yes", "-o", "ConnectTimeout=5"));
    command.addAll(List.of("-o", "UserKnownHostsFile=" + knownHosts));
    command.addAll(List.of("-o", "GlobalKnownHostsFile=/dev/null"));
    command.addAll(List.of("-p", Integer.toString(place.port())));
    command.addAll(List.of(place.username() + "@" + place.host(), "true"));
    return command;
  }
}
