package dev.cordee.web.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cordee.activities.fleet.ListedNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of nodes as people write them. */
class InventoryTest {
  private static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5";

  @TempDir Path folder;

  private Path file(String name, String content) {
    try {
      return Files.writeString(folder.resolve(name), content);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<ListedNode> yaml(String content) {
    return new Inventory(file("nodes.yml", content).toString(), Optional.empty()).read();
  }

  private List<ListedNode> list(String text, String knownHosts) {
    return new Inventory(text, Optional.of(file("known_hosts", knownHosts))).read();
  }

  @Test
  void aFileTellsAllThereIsToKnow() {
    assertThat(
            yaml(
                """
                nodes:
                  - host: 10.0.0.1
                    port: 22221
                    host_key: "%s root@node"
                    failure_domain: rack-1
                  - host: node-2
                """
                    .formatted(KEY)))
        .containsExactly(
            new ListedNode("10.0.0.1", 22221, KEY, "rack-1"),
            new ListedNode("node-2", 22, null, "node-2"));
    assertThat(yaml("nodes: []")).isEmpty();
  }

  @Test
  void aListTakesItsKeysFromKnownHosts() {
    var known = "# mine\n[a]:2201,[10.0.0.1]:2201 %s\na ssh-rsa BBBB\na %s x\n".formatted(KEY, KEY);

    assertThat(list("a:2201, a:22,[::1]:2201", known))
        .containsExactly(
            new ListedNode("a", 2201, KEY, "a"),
            new ListedNode("a", 22, KEY, "a"),
            new ListedNode("::1", 2201, null, "::1"));
  }

  @Test
  void namesMayBeHashedAsSshDoesIt() {
    // what ssh-keygen -H makes of [127.0.0.1]:2201
    var hashed = "|1|fktI8WovLwSOvvyWLDAiNGY5Sx8=|ci3voWVcG8TArcMRUZ4lZKhNSRU= " + KEY;

    assertThat(list("127.0.0.1:2201,127.0.0.1:2202", hashed))
        .extracting(ListedNode::hostKey)
        .containsExactly(KEY, null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nodes: [{port: 22}]                           | node 1 has the host 'null'",
        "nodes: [{host: a}, {host: 'a b'}]             | node 2 has the host 'a b'",
        "nodes: [{host: a, port: 0}]                   | node 1 has the port '0'",
        "nodes: [{host: a, port: ssh}]                 | node 1 has the port 'ssh'",
        "nodes: [{host: a, host_key: AAAA}]            | node 1 has the host_key 'AAAA'",
        "nodes: [{host: a, hostkey: AAAA}]             | node 1 must be {host, port",
        "nodes: [{host: a}, {host: a, port: 22}]       | a:22 is listed twice",
        "nodes: [a]                                    | node 1 must be {host, port",
        "hosts: []                                     | the file must hold nodes",
        "nodes: [                                      | the file is no YAML",
      })
  void whatCannotBeUnderstoodIsNamedWithItsFile(String content, String problem) {
    assertThatThrownBy(() -> yaml(content))
        .hasMessageContaining("nodes.yml")
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a:", "a:b", "a:22,,b:22", "a b:22", "a:70000", "a:22,a:22"})
  void aListThatCannotBeUnderstoodIsNamed(String text) {
    assertThatThrownBy(() -> new Inventory(text, Optional.empty()).read())
        .hasMessageContaining("cordee.fleet.inventory=" + text);
  }

  @Test
  void filesThatAreNotThereAreNamed() {
    assertThatThrownBy(() -> new Inventory("/nowhere/n.yml", Optional.empty()).read())
        .hasMessageContaining("/nowhere/n.yml: the file cannot be read");
    assertThatThrownBy(
            () -> new Inventory("a:22", Optional.of(Path.of("/nowhere/known_hosts"))).read())
        .hasMessageContaining("cordee.fleet.known-hosts=/nowhere/known_hosts");
  }
}
