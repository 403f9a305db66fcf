package dev.cordee.activities.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cordee.activities.join.Peers.Peer;
import dev.cordee.activities.rental.Network;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
  private static final InetAddress NODE = InetAddress.ofLiteral("10.1.2.3");

  private static AddressRules allowing(String... networks) {
    return new AddressRules(
        Stream.of(networks).map(Network::parse).toList(),
        Peers.of(List.of(new Peer("10.1.0.5", 5432), new Peer("127.0.0.1", 7233))));
  }

  private static Optional<String> objection(AddressRules rules, String connection, String named) {
    return rules.objection(InetAddress.ofLiteral(connection), InetAddress.ofLiteral(named), 22);
  }

  @Test
  void withoutANetworkOnlyTheConnectionsOwnAddressIsTaken() {
    var rules = allowing();
    assertThat(objection(rules, "10.1.2.3", "10.1.2.3")).isEmpty();
    assertThat(objection(rules, "2001:db8::7", "2001:db8::7")).isEmpty();
    assertThat(objection(rules, "10.1.2.3", "10.1.2.4")).isPresent();
  }

  @Test
  void inANetworkANodeMayNameAnotherAddressOfIt() {
    var rules = allowing("10.1.0.0/16", "10.9.0.0/16");
    assertThat(objection(rules, "10.1.2.3", "10.9.2.3")).isEmpty();
    assertThat(objection(rules, "10.1.2.3", "10.2.0.1")).isPresent();
    assertThat(objection(rules, "10.2.0.1", "10.1.2.3")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "::1",
        "::ffff:127.0.0.1",
        "0.0.0.0",
        "::",
        "169.254.169.254",
        "fe80::1",
        "fd00:ec2::254",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "ff02::1",
        "fec0::1",
        "::10.1.2.3",
        "64:ff9b::a01:203",
        "2002:a01:203::",
        "2001:0:1::1",
        "168.63.129.16"
      })
  void whatIsNoNodesAddressIsRefusedThoughAllNetworksAreAllowed(String address) {
    var everything = allowing("0.0.0.0/0", "::/0");
    assertThat(objection(everything, "10.1.2.3", address)).isPresent();
    assertThat(objection(everything, address, address)).isPresent();
    assertThat(objection(allowing(), address, address)).isPresent();
  }

  @Test
  void loopbackIsTakenOnlyWhenItIsMeant() {
    assertThat(objection(allowing("127.0.0.0/8"), "127.0.0.1", "127.0.0.1")).isEmpty();
    assertThat(objection(allowing("127.0.0.1"), "127.0.0.1", "127.0.0.1")).isEmpty();
    assertThat(objection(allowing("126.0.0.0/7"), "127.0.0.1", "127.0.0.1")).isPresent();
  }

  @Test
  void thePartsOfTheControlPlaneAreNoNodes() {
    assertThat(objection(allowing("10.0.0.0/8"), "10.1.2.3", "10.1.0.5")).isPresent();
    var loopback = allowing("127.0.0.0/8");
    var local = InetAddress.ofLiteral("127.0.0.1");
    assertThat(loopback.objection(local, local, 7233)).isPresent();
    assertThat(loopback.objection(local, local, 7234)).isEmpty();
  }

  @Test
  void namesAreNoAddresses() {
    assertThat(AddressRules.literal("localhost")).isEmpty();
    assertThat(AddressRules.literal("10.1.2.3")).contains(NODE);
    assertThat(AddressRules.text(InetAddress.ofLiteral("::ffff:10.1.2.3"))).isEqualTo("10.1.2.3");
  }

  @Test
  void portsAreListedOneByOneOrInRanges() {
    var ports = PortRanges.parse("22, 1024-65535");
    assertThat(Stream.of(22, 1024, 65_535).allMatch(ports::contains)).isTrue();
    assertThat(Stream.of(0, 21, 23, 1023, 65_536).noneMatch(ports::contains)).isTrue();
    for (var none : List.of("", "ssh", "2-1", "0", "70000", "22-")) {
      assertThatThrownBy(() -> PortRanges.parse(none)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
