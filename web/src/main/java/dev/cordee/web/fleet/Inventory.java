package dev.cordee.web.fleet;

import dev.cordee.activities.fleet.ListedNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The nodes a person lists, as {@code host:port,…} or in a YAML file.
 *
 * @param source the list, or the file's name, which ends in {@code .yml} or {@code .yaml}
 * @param knownHosts file with keys of nodes that are listed without one
 */
record Inventory(String source, Optional<Path> knownHosts) {
  private static final Pattern HOST_AND_PORT = Pattern.compile("\\[?([^\\s\\[\\]]+?)]?:(\\d+)");
  private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._:%-]+)");

  /** A comment may follow the key. */
  private static final Pattern KEY = Pattern.compile("([a-z0-9@.-]+ [A-Za-z0-9+/]+=*)( .*)?");

  private static final Set<String> FIELDS = Set.of("host", "port", "host_key", "failure_domain");

  /** Whether there is one. None says nothing of any node, other than one that lists none. */
  boolean isGiven() {
    return !source.isBlank();
  }

  /** Reads it; throws an exception that names the entry that cannot be understood. */
  List<ListedNode> read() {
    var keys = knownHosts.map(KnownHosts::read).orElseGet(KnownHosts::none);
    var isFile = source.endsWith(".yml") || source.endsWith(".yaml");
    var nodes = (isFile ? ofFile(keys) : ofList(keys)).toList();
    var addresses = new HashSet<String>();
    for (var node : nodes) {
      if (!addresses.add(node.host() + ":" + node.port())) {
        throw wrong(node.host() + ":" + node.port() + " is listed twice");
      }
    }
    return nodes;
  }

  private Stream<ListedNode> ofList(KnownHosts keys) {
    return Stream.of(source.split(",")).map(String::strip).map(text -> node(text, keys));
  }

  private ListedNode node(String text, KnownHosts keys) {
    var parts = HOST_AND_PORT.matcher(text);
    if (!parts.matches()) {
      throw wrong("'" + text + "' is neither host:port nor a file that ends in .yml");
    }
    return node("'" + text + "'", Map.of("host", parts.group(1), "port", parts.group(2)), keys);
  }

  private Stream<ListedNode> ofFile(KnownHosts keys) {
    if (!(yaml() instanceof Map<?, ?> file) || !(file.get("nodes") instanceof List<?> nodes)) {
      throw wrong("the file must hold nodes: [{host, port, host_key, failure_domain}]");
    }
    return IntStream.range(0, nodes.size())
        .mapToObj(i -> node("node " + (i + 1), nodes.get(i), keys));
  }

  private @Nullable Object yaml() {
    try (var text = Files.newBufferedReader(Path.of(source))) {
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    } catch (IOException e) {
      throw wrong("the file cannot be read: " + e);
    } catch (YAMLException e) {
      throw wrong("the file is no YAML: " + e.getMessage());
    }
  }

  private ListedNode node(String where, @Nullable Object entry, KnownHosts keys) {
    if (!(entry instanceof Map<?, ?> fields) || !FIELDS.containsAll(fields.keySet())) {
      throw wrong(where + " must be {host, port, host_key, failure_domain}, and is " + entry);
    }
    var host = word(where, fields, "host", HOST);
    var port = port(where, fields.get("port"));
    var key =
        fields.get("host_key") == null
            ? keys.key(host, port).orElse(null)
            : word(where, fields, "host_key", KEY);
    var domain = fields.get("failure_domain");
    return new ListedNode(host, port, key, domain == null ? host : domain.toString());
  }

  /** What the pattern's first group holds. */
  private String word(String where, Map<?, ?> fields, String name, Pattern pattern) {
    var value = fields.get(name);
    var parts = pattern.matcher(value == null ? "" : value.toString().strip());
    if (!parts.matches()) {
      throw wrong("%s has the %s '%s'".formatted(where, name, value));
    }
    return parts.group(1);
  }

  private int port(String where, @Nullable Object value) {
    var port = value == null ? "22" : value.toString();
    if (!port.matches("\\d{1,5}")
        || Integer.parseInt(port) < 1
        || Integer.parseInt(port) > 65_535) {
      throw wrong(where + " has the port '" + port + "'");
    }
    return Integer.parseInt(port);
  }

  private IllegalStateException wrong(String what) {
    return new IllegalStateException(FleetSettings.INVENTORY + "=" + source + ": " + what);
  }
}
