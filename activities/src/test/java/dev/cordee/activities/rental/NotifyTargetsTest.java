package dev.cordee.activities.rental;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses of tenants are called, and which are traps. */
class NotifyTargetsTest {
  private final NotifyTargets strict = new NotifyTargets(List.of());
  private final NotifyTargets lenient =
      new NotifyTargets(List.of(Network.parse("10.1.0.0/16"), Network.parse("127.0.0.1")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com",
        "https://example.com:8443/hook?token=x",
        "HTTPS://Example.com/",
        "https://93.184.215.14/x",
        "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/x"
      })
  void publicAddressesWithTlsAreTaken(String url) {
    assertThat(strict.objection(url)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "017700000001",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.168.1.1",
        "198.19.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "[::]",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::7f00:1]",
        "[64:ff9b::7f00:1]",
        "[100::1]",
        "[2001::1]",
        "[2001:db8::1]",
        "[2002:7f00:1::]",
        "[fc00::1]",
        "[fd12:3456::1]",
        "[fe80::1]",
        "[fec0::1]",
        "[ff02::1]",
        "localhost",
        "api.localhost",
        "LOCALHOST"
      })
  void whatIsNotPublicIsRefused(String host) {
    assertThat(strict.objection("https://" + host + "/x")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "'', must be an absolute http or https URL",
    "/x, must be an absolute http or https URL",
    "ftp://example.com/, must be an absolute http or https URL",
    "file:///etc/passwd, must be an absolute http or https URL",
    "https:example.com, must be an absolute http or https URL",
    "https://a b/, must be an absolute http or https URL",
    "https://example.com/\u0001x, must be an absolute http or https URL",
    "https://u@example.com/, must not hold a user or a password",
    "https://u:p@example.com/, must not hold a user or a password",
    "https://example.com:0/, has no possible port",
    "https://example.com:65536/, has no possible port",
    "http://example.com/, must be https",
    "http://93.184.215.14/, must be https"
  })
  void whatIsNoAddressIsRefused(String url, String why) {
    assertThat(strict.objection(url)).hasValue(why);
  }

  @ParameterizedTest
  @CsvSource({
    "http://10.1.2.3/x, true",
    "https://10.1.2.3/x, true",
    "http://127.0.0.1:8080/x, true",
    "http://localhost:8080/x, true",
    "http://internal.example/x, true",
    "http://10.2.0.1/x, false",
    "https://10.2.0.1/x, false",
    "http://127.0.0.2/x, false",
    "http://93.184.215.14/x, false",
    "https://93.184.215.14/x, true"
  })
  void networksMayBeAllowed(String url, boolean taken) {
    assertThat(lenient.objection(url).isEmpty()).isEqualTo(taken);
  }

  @Test
  void aNameIsJudgedByWhatItLeadsTo() throws UnknownHostException {
    var local = URI.create("https://localhost/x");

    assertThatThrownBy(() -> strict.resolve(local))
        .isInstanceOf(RefusedTargetException.class)
        .hasMessageContaining("not public");
    assertThat(
            new NotifyTargets(List.of(Network.parse("127.0.0.0/8"), Network.parse("::1")))
                .resolve(local))
        .allMatch(InetAddress::isLoopbackAddress)
        .isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "10.128.0.0/9, 10.127.255.255, false",
    "0.0.0.0/0, 8.8.8.8, true",
    "0.0.0.0/0, ::1, false",
    "192.168.1.7, 192.168.1.7, true",
    "192.168.1.7, 192.168.1.8, false",
    "fd00::/8, fd12::1, true",
    "fd00::/8, fe80::1, false"
  })
  void aNetworkHoldsItsAddresses(String network, String address, boolean holds) {
    assertThat(Network.parse(network).contains(InetAddress.ofLiteral(address))).isEqualTo(holds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "example.com", "::1/129"})
  void whatIsNoNetworkIsRefused(String text) {
    assertThatThrownBy(() -> Network.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
