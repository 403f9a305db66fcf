package dev.cordee.activities.rental;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cordee.workflows.fleet.NodeAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** The files that Ansible reads for one run. JSON is YAML, and needs no care with quotes. */
final class RunInputs {
  /** The node's name in the inventory. */
  private static final String NODE = "node";

  /** Name of the plugin that tells us what Ansible does. */
  static final String CALLBACK = "cordee_events";

  private static final JsonMapper JSON = new JsonMapper();

  /** Ansible runs what stands in these, on this machine, wherever a text comes from. */
  private static final Pattern TEMPLATE = Pattern.compile("\\{[{%#]");

  private RunInputs() {}

  /** One node, under the name that the playbooks get as {@code node}. */
  static Path inventory(RunDirectory directory, NodeAddress node, AnsibleSettings settings) {
    var connection = new LinkedHashMap<String, Object>();
    connection.put("ansible_host", node.host());
    connection.put("ansible_port", node.port());
    connection.put("ansible_user", settings.sshUser());
    connection.put("ansible_ssh_private_key_file", settings.sshKey().toAbsolutePath().toString());
    refuseTemplates(connection);
    var hosts = Map.of("hosts", Map.of(NODE, connection));
    return directory.write("inventory.json", json(Map.of("all", hosts)));
  }

  static Path vars(RunDirectory directory, Map<String, Object> vars) {
    refuseTemplates(vars);
    var whole = new LinkedHashMap<>(vars);
    whole.put("node", NODE);
    return directory.write("vars.json", json(whole));
  }

  /**
   * The plugin itself, of the version that this worker understands.
   *
   * @return the folder it is in
   */
  static Path callback(RunDirectory directory) {
    var file = CALLBACK + ".py";
    try (var stream = RunInputs.class.getResourceAsStream(file)) {
      directory.write(file, Objects.requireNonNull(stream, file).readAllBytes());
      return directory.path();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static void refuseTemplates(Map<String, Object> values) {
    values.forEach(
        (name, value) -> {
          if (value instanceof List || value instanceof Map) {
            throw new IllegalArgumentException(name + " is neither a text nor a number");
          }
          if (TEMPLATE.matcher(value.toString()).find()) {
            throw new IllegalArgumentException(name + " holds a template, which Ansible would run");
          }
        });
  }

  private static byte[] json(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON", e);
    }
  }
}
