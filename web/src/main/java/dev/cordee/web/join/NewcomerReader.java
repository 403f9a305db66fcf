package dev.cordee.web.join;

import dev.cordee.activities.join.AddressRules;
import dev.cordee.activities.join.Newcomer;
import dev.cordee.activities.join.PortRanges;
import dev.cordee.activities.rental.PublicKeyLine;
import dev.cordee.activities.rental.UnusableKeyException;
import dev.cordee.web.http.JsonFields;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Reads what a node says of itself, and believes no more of it than may be. */
@Component
@Profile("api")
final class NewcomerReader {
  private static final int LONGEST_HOSTNAME = 253;
  private static final int LONGEST_ADDRESS = 64;

  /** The largest RSA key has some 2,800 characters. */
  private static final int LONGEST_KEY = 4096;

  private static final Pattern HOSTNAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]*)");

  private final AddressRules addresses;
  private final PortRanges ports;

  NewcomerReader(AddressRules addresses, JoinSettings settings) {
    this.addresses = addresses;
    this.ports = settings.ports();
  }

  /**
   * Reads it.
   *
   * @param remote the address that the request comes from
   */
  Newcomer read(JsonFields body, String remote) {
    var hostname = hostname(body);
    var port = port(body);
    var key = hostKey(body);
    var connection =
        AddressRules.literal(remote)
            .orElseThrow(() -> new IllegalStateException(remote + " is no address"));
    var address = address(body, connection);
    address
        .filter(_ -> port > 0)
        .flatMap(named -> addresses.objection(connection, named, port))
        .ifPresent(objection -> body.refuse("address", objection));
    body.check();
    var named = address.orElseThrow();
    return new Newcomer(hostname, AddressRules.text(named), named.equals(connection), port, key);
  }

  private static String hostname(JsonFields body) {
    var hostname = body.text("hostname", LONGEST_HOSTNAME);
    if (!hostname.isEmpty() && !HOSTNAME.matcher(hostname).matches()) {
      body.refuse("hostname", "must be letters, digits, dots and dashes");
    }
    return hostname;
  }

  private int port(JsonFields body) {
    var port = body.positiveInteger("ssh_port");
    if (port > 0 && !ports.contains(port)) {
      body.refuse("ssh_port", "is no port where a node's sshd may listen: cordee.fleet.ssh-ports");
      return 0;
    }
    return (int) port;
  }

  private static String hostKey(JsonFields body) {
    var sent = body.text("host_key", LONGEST_KEY);
    try {
      return sent.isEmpty() ? "" : PublicKeyLine.parse(sent).toString();
    } catch (UnusableKeyException unusable) {
      body.refuse("host_key", String.valueOf(unusable.getMessage()));
      return "";
    }
  }

  private static Optional<InetAddress> address(JsonFields body, InetAddress connection) {
    if (!body.has("address")) {
      return Optional.of(connection);
    }
    var sent = body.text("address", LONGEST_ADDRESS);
    var literal = AddressRules.literal(sent);
    if (!sent.isEmpty() && literal.isEmpty()) {
      body.refuse("address", "must be an IP address; names are not taken");
    }
    return literal;
  }
}
