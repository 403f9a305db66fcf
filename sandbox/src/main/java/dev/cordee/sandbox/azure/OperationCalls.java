package dev.cordee.sandbox.azure;

import dev.cordee.sandbox.http.Reply;
import dev.cordee.sandbox.http.Request;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The calls about long-running operations, once they are let in. */
final class OperationCalls {
  private final ContainerApps apps;
  private final OperationUrls urls;
  private final Supplier<Behaviour> behaviour;
  private final Clock clock;
  private final AppView view;

  OperationCalls(
      Account account,
      ContainerApps apps,
      OperationUrls urls,
      Supplier<Behaviour> behaviour,
      Clock clock) {
    this.apps = apps;
    this.urls = urls;
    this.behaviour = behaviour;
    this.clock = clock;
    this.view = new AppView(account);
  }

  /** Always 200, and never a Retry-After: as Azure has it. */
  Reply status(Request request) {
    Operation operation = found(request);
    Operation.Status status = operation.at(clock.instant());
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", urls.statusId(operation));
    body.put("name", operation.id());
    body.put("status", status);
    body.put("startTime", operation.start().toString());
    if (status == Operation.Status.FAILED) {
      body.put("error", Map.of("code", operation.errorCode(), "message", operation.errorMessage()));
    }
    return spelledAsGiven(body);
  }

  /** 202 with yet another Location while it goes on. */
  Reply result(Request request) {
    Operation operation = found(request);
    return switch (operation.at(clock.instant())) {
      case IN_PROGRESS -> {
        Reply reply =
            Reply.empty(202).with("Location", urls.result(Entra.address(request), operation));
        long seconds = behaviour.get().retryAfterS();
        yield seconds == 0 ? reply : reply.with("Retry-After", Long.toString(seconds));
      }
      case FAILED -> throw new ArmError(500, operation.errorCode(), operation.errorMessage());
      case SUCCEEDED ->
          operation.kind() == Operation.Kind.DELETE
              ? Reply.empty(204)
              : apps.find(operation.app())
                  .map(app -> Reply.json(200, view.of(app, clock.instant())))
                  .orElseGet(() -> Reply.empty(204));
    };
  }

  private Operation found(Request request) {
    if (behaviour.get().pollingForbidden()) {
      throw new ArmError(
          403,
          "AuthorizationFailed",
          "The client does not have authorization to perform action 'Microsoft.App/locations/containerappOperationStatuses/read' over scope '"
              + request.path()
              + "' or the scope is invalid.");
    }
    urls.check(request);
    String id = request.parameter("id");
    return apps.operation(id).orElseThrow(() -> OperationUrls.unknown(id));
  }

  private static Reply spelledAsGiven(Map<String, Object> body) {
    return Reply.json(200, body); // a map's keys are left alone
  }
}
