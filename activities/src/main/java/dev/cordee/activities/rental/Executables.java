package dev.cordee.activities.rental;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Programs of this machine, and the little of this worker's environment that they get. */
final class Executables {
  private static final String PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";
  private static final Pattern BETWEEN = Pattern.compile(Pattern.quote(File.pathSeparator));

  private Executables() {}

  /**
   * Where a program is.
   *
   * @param name looked for on the PATH, unless it is a path itself
   */
  static Optional<Path> find(String name) {
    var folders = name.contains("/") ? Stream.of("") : BETWEEN.splitAsStream(path());
    return folders
        .map(folder -> Path.of(folder, name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .map(Path::toAbsolutePath)
        .findFirst();
  }

  /**
   * Nothing of this worker's secrets, and no setting of Ansible's but where its collections are.
   */
  static Map<String, String> environment() {
    var environment = new TreeMap<String, String>();
    environment.put("PATH", path());
    environment.put("LANG", "C.UTF-8");
    for (var kept : new String[] {"HOME", "ANSIBLE_COLLECTIONS_PATH"}) {
      var value = System.getenv(kept);
      if (value != null) {
        environment.put(kept, value);
      }
    }
    return environment;
  }

  private static String path() {
    return Optional.ofNullable(System.getenv("PATH")).orElse(PATH);
  }
}
