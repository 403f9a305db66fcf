package dev.cordee.web.join;

import dev.cordee.activities.join.Newcomer;
import dev.cordee.activities.join.Registration;
import dev.cordee.activities.join.Registration.Joined;
import dev.cordee.activities.join.Registration.Known;
import dev.cordee.activities.join.Registration.Refused;
import dev.cordee.activities.join.Registrations;
import dev.cordee.activities.join.Secret;
import dev.cordee.web.fleet.FleetStarter;
import dev.cordee.web.http.IdempotencyKey;
import dev.cordee.web.http.JsonFields;
import dev.cordee.web.http.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Takes nodes in that call, or tells them why not. */
@Service
@Profile("api")
class Registrar {

  /** Characters of a name that nobody can guess: 128 bits in the densest usual writing. */
  private static final int SHORTEST_NAME = 22;

  /** When there is no place for a node. */
  private static final Duration COME_BACK = Duration.ofMinutes(5);

  private final Registrations registrations;
  private final NewcomerReader reader;
  private final FleetStarter starter;
  private final JoinMetrics metrics;

  Registrar(
      Registrations registrations,
      NewcomerReader reader,
      FleetStarter starter,
      JoinMetrics metrics) {
    this.registrations = registrations;
    this.reader = reader;
    this.starter = starter;
    this.metrics = metrics;
  }

  /** Registers a node; throws a {@link ProblemException} when it is not taken. */
  Registration register(HttpServletRequest request, JsonFields body) {
    try {
      var shown = shown(request);
      var name = name(request);
      return taken(registrations.register(shown, name, newcomer(request, body)));
    } catch (ProblemException refused) {
      metrics.registered(refused);
      throw refused;
    }
  }

  /** Strangers learn nothing of what would be taken. */
  private Secret shown(HttpServletRequest request) {
    var shown = Bearer.of(request);
    if (!registrations.isKnown(shown)) {
      throw Bearer.unauthorized(
          "this is neither a join token nor the token of a node of this fleet");
    }
    return shown;
  }

  private static Optional<Secret> name(HttpServletRequest request) {
    var name = IdempotencyKey.of(request).map(IdempotencyKey::value);
    if (name.filter(value -> value.length() < SHORTEST_NAME).isPresent()) {
      throw ProblemException.of(
          HttpStatus.BAD_REQUEST,
          "invalid-idempotency-key",
          IdempotencyKey.HEADER
              + ": must be random and have "
              + SHORTEST_NAME
              + " characters at least: who knows it is taken for this node");
    }
    return name.map(Secret::shown);
  }

  private Newcomer newcomer(HttpServletRequest request, JsonFields body) {
    return reader.read(body, request.getRemoteAddr());
  }

  private Registration taken(Registration end) {
    switch (end) {
      case Joined _ -> metrics.registered(JoinMetrics.JOINED);
      case Known(var node, _) -> {
        metrics.registered(JoinMetrics.KNOWN);
        starter.check(List.of(node), "it is here again");
      }
      case Refused(var why, var detail) -> throw refusal(why, detail);
    }
    return end;
  }

  private static ProblemException refusal(Registration.Why why, String detail) {
    return switch (why) {
      case NOT_ALLOWED -> Bearer.unauthorized(detail);
      case TAKEN -> ProblemException.of(HttpStatus.CONFLICT, "node-exists", detail);
      case ANOTHER_IDENTITY -> ProblemException.of(HttpStatus.CONFLICT, "another-identity", detail);
      case FULL -> {
        var full = ProblemException.of(HttpStatus.SERVICE_UNAVAILABLE, "fleet-full", detail);
        full.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(COME_BACK.toSeconds()));
        yield full;
      }
    };
  }
}
