package dev.cordee.sandbox.azure;

import dev.cordee.sandbox.faults.Faults;
import dev.cordee.sandbox.faults.Work;
import dev.cordee.sandbox.http.Handler;
import dev.cordee.sandbox.http.Outcome;
import dev.cordee.sandbox.http.Reply;
import dev.cordee.sandbox.http.Request;
import dev.cordee.sandbox.http.Routes;
import dev.cordee.sandbox.service.Asked;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The port as callers meet it: each call is logged, and works around whatever fault hits it. */
final class AzureCalls implements Handler {
  private static final Map<Integer, String> CODES =
      Map.of(
          403, "AuthorizationFailed",
          404, "ResourceNotFound",
          409, "ConflictingConcurrentWriteNotAllowed",
          429, "TooManyRequests",
          500, "InternalServerError",
          503, "ServiceUnavailable");
  private static final int TOO_MANY = 429;
  private static final String THROTTLED_S = "1";

  private final Handler arm;
  private final Faults faults;
  private final Supplier<AzureCallLog> log;
  private final Routes templates = Routes.ignoringCase();

  AzureCalls(Handler arm, Faults faults, Supplier<AzureCallLog> log) {
    this.arm = arm;
    this.faults = faults;
    this.log = log;
    for (ArmCall call : ArmCall.values()) {
      templates.on(call.method(), call.template(), _ -> Reply.empty(200));
    }
  }

  @Override
  public Outcome handle(Request request) {
    Asked asked =
        new Asked(
            AzureService.AZURE, request.method(), request.path(), operation(request), null, null);
    AzureCallLog calls = log.get();
    return faults.around(
        asked, new LoggedWork(calls, calls.arrived(asked), () -> arm.handle(request)));
  }

  private @Nullable String operation(Request request) {
    String template = templates.template(request.path()).orElse("");
    return Arrays.stream(ArmCall.values())
        .filter(call -> call.template().equals(template) && call.method().equals(request.method()))
        .map(ArmCall::wire)
        .findFirst()
        .orElse(null);
  }

  private record LoggedWork(AzureCallLog calls, long number, Supplier<Outcome> work)
      implements Work {

    @Override
    public Outcome perform(@Nullable String fault) {
      Outcome outcome = work.get();
      calls.answered(number, outcome instanceof Reply reply ? reply.status() : null, fault);
      return outcome;
    }

    @Override
    public void skip(@Nullable Integer status, String fault) {
      calls.answered(number, status, fault);
    }

    @Override
    public Reply failure(int status, String reason) {
      Reply reply = new ArmError(status, CODES.getOrDefault(status, "Injected"), reason).reply();
      return status == TOO_MANY ? reply.with("Retry-After", THROTTLED_S) : reply;
    }
  }
}
