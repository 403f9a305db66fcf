package dev.cordee.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A command line read: {@code --name value}, {@code --name=value} and {@code --flag}. */
public record Arguments(Map<String, String> given) {

  /**
   * Reads a command line.
   *
   * @throws UsageException naming the option that cannot be used, as all methods here
   */
  public static Arguments of(List<String> args, Set<String> valued, Set<String> flags) {
    var given = new HashMap<String, String>();
    for (var rest = args.iterator(); rest.hasNext(); ) {
      var arg = rest.next();
      var equals = arg.indexOf('=');
      var name = equals < 0 ? arg : arg.substring(0, equals);
      var flag = equals < 0 && flags.contains(name);
      if (!flag && !valued.contains(name)) {
        throw new UsageException(name + ": no such option");
      }
      if (!flag && equals < 0 && !rest.hasNext()) {
        throw new UsageException(name + ": its value is missing");
      }
      var value = flag ? "" : equals < 0 ? rest.next() : arg.substring(equals + 1);
      if (given.put(name, value) != null) {
        throw new UsageException(name + ": given twice");
      }
    }
    return new Arguments(Map.copyOf(given));
  }

  public boolean has(String name) {
    return given.containsKey(name);
  }

  public Optional<Path> file(String name) {
    return Optional.ofNullable(given.get(name)).map(Path::of);
  }

  /** Whole numbers between commas. */
  public List<Integer> numbers(String name, String usual, int least, int most) {
    return Arrays.stream(given.getOrDefault(name, usual).split(",", -1))
        .map(number -> parse(name, number, least, most))
        .toList();
  }

  public int number(String name, int usual, int least, int most) {
    var text = given.get(name);
    return text == null ? usual : parse(name, text, least, most);
  }

  private static int parse(String name, String text, int least, int most) {
    try {
      var number = Integer.parseInt(text.strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, as any other value out of range
    }
    throw new UsageException(
        "%s: \"%s\" is not a whole number from %d to %d".formatted(name, text, least, most));
  }
}
