package dev.cordee.web.dashboard;

import dev.cordee.web.access.Caller;
import dev.cordee.web.dashboard.OperatorAction.Outcome;
import dev.cordee.web.http.ProblemException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Service;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Does what a button asks for, on record, and leads back to the page, which tells what became of
 * it.
 */
@Service
@Profile("api")
public final class Actions {
  private static final Logger log = LoggerFactory.getLogger(Actions.class);
  private static final String FAILED = "an error of Cordée's own; its log has the details";

  private final ActionRepository repository;

  Actions(ActionRepository repository) {
    this.repository = repository;
  }

  /**
   * Does something and answers with the way back.
   *
   * @param act does it, and says in words what became of it; throws a {@link ProblemException} to
   *     refuse
   */
  public ResponseEntity<Void> run(Caller caller, Order order, Supplier<String> act) {
    var id = repository.begin(caller.name(), order);
    try {
      repository.end(id, Outcome.DONE, act.get());
    } catch (ProblemException refused) {
      var detail = Objects.requireNonNullElse(refused.getBody().getDetail(), "");
      var broken = refused.getStatusCode().is5xxServerError();
      repository.end(id, broken ? Outcome.FAILED : Outcome.REFUSED, detail);
    } catch (RuntimeException broken) {
      log.error("{} of {} failed", order.action(), order.subject(), broken);
      repository.end(id, Outcome.FAILED, FAILED);
    }
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(back(order, id)).build();
  }

  private static URI back(Order order, long id) {
    return UriComponentsBuilder.fromUriString(order.path())
        .replaceQueryParam("told", id)
        .build(true)
        .toUri();
  }

  /** What was done to one thing, the newest first. */
  public List<OperatorAction> of(String subject, int limit) {
    return repository.of(subject, limit);
  }

  /** One page of all that was done, the newest first. */
  List<OperatorAction> list(Optional<Long> before, int limit) {
    return repository.list(before.orElse(Long.MAX_VALUE), limit);
  }
}
