package dev.cordee.web.join;

import dev.cordee.activities.join.Peers.Peer;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where the servers that Cordée itself needs are, as they are configured. */
@Component
final class ControlPlane {
  private static final int POSTGRES_PORT = 5432;
  private static final int TEMPORAL_PORT = 7233;
  private static final Pattern JDBC_HOSTS = Pattern.compile("jdbc:postgresql://([^/?]+).*");
  private static final Pattern HOST_AND_PORT = Pattern.compile("\\[?([^\\[\\]]+?)]?(?::(\\d+))?");

  private final List<Peer> peers;

  ControlPlane(
      @Value("${cordee.postgres.url}") String postgres,
      @Value("${cordee.temporal.target}") String temporal,
      @Value("${cordee.port}") int own) {
    var jdbc = JDBC_HOSTS.matcher(postgres);
    this.peers =
        Stream.of(
                jdbc.matches() ? hosts(jdbc.group(1), POSTGRES_PORT) : Stream.<Peer>of(),
                // a target may name its resolver, as in dns:///host:port
                hosts(temporal.replaceFirst("^[a-z]+:///?", ""), TEMPORAL_PORT),
                Stream.of(new Peer("localhost", own)))
            .flatMap(each -> each)
            .toList();
  }

  private static Stream<Peer> hosts(String list, int usualPort) {
    return Stream.of(list.split(","))
        .map(HOST_AND_PORT::matcher)
        .filter(parts -> parts.matches())
        .map(
            parts ->
                new Peer(
                    parts.group(1),
                    parts.group(2) == null ? usualPort : Integer.parseInt(parts.group(2))));
  }

  List<Peer> peers() {
    return peers;
  }
}
