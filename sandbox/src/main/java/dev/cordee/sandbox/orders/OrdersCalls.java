package dev.cordee.sandbox.orders;

import dev.cordee.sandbox.faults.Faults;
import dev.cordee.sandbox.faults.Work;
import dev.cordee.sandbox.http.Handler;
import dev.cordee.sandbox.http.Outcome;
import dev.cordee.sandbox.http.Rejection;
import dev.cordee.sandbox.http.Reply;
import dev.cordee.sandbox.http.Request;
import dev.cordee.sandbox.service.Asked;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The three as callers meet them: each call is logged, and works around whatever fault hits it. */
public final class OrdersCalls {
  private final Supplier<Orders> current;
  private final Faults faults;

  /**
   * The services and their faults.
   *
   * @param current the books of the moment: a reset puts new ones in their place
   */
  public OrdersCalls(Supplier<Orders> current, Faults faults) {
    this.current = current;
    this.faults = faults;
  }

  /** Answers at one of the two services' own ports. */
  public Handler service(OrdersService service) {
    return request -> {
      Orders orders = current.get();
      return answer(service, orders, request, () -> orders.perform(service, request));
    };
  }

  /** Answers at the gateway's port. */
  public Handler gateway(Gateway gateway) {
    return request ->
        answer(OrdersService.GATEWAY, current.get(), request, () -> gateway.forward(request));
  }

  private Outcome answer(
      OrdersService service, Orders orders, Request request, Supplier<Outcome> work) {
    Asked asked = asked(service, request);
    String body = new String(request.body(), StandardCharsets.UTF_8);
    long number = orders.calls().arrived(service, asked, body);
    return faults.around(asked, new LoggedWork(service, asked, orders.calls(), number, work));
  }

  private static Asked asked(OrdersService service, Request request) {
    JsonNode body = readable(request);
    String sign = body.path("operation").asString("");
    JsonNode user = body.path("user_id");
    return new Asked(
        service,
        request.method(),
        request.path(),
        service.operations().contains(sign) ? sign : null,
        null,
        user.isIntegralNumber() && user.canConvertToLong() ? user.longValue() : null);
  }

  private static JsonNode readable(Request request) {
    try {
      return request.body().length == 0 ? MissingNode.getInstance() : request.json();
    } catch (Rejection e) {
      return MissingNode.getInstance(); // the service it is meant for says so
    }
  }

  private record LoggedWork(
      OrdersService service, Asked asked, CallLog calls, long number, Supplier<Outcome> work)
      implements Work {

    @Override
    public Outcome perform(@Nullable String fault) {
      Outcome outcome = work.get();
      switch (outcome) {
        case Reply reply -> calls.answered(number, reply.status(), fault, applied(reply));
        case Outcome.Drop _ -> calls.answered(number, null, fault, false);
      }
      return outcome;
    }

    @Override
    public void skip(@Nullable Integer status, String fault) {
      calls.answered(number, status, fault, false);
    }

    @Override
    public Reply failure(int status, String reason) {
      return service == OrdersService.GATEWAY
          ? Reply.empty(status)
          : Work.super.failure(status, reason);
    }

    private boolean applied(Reply reply) {
      return service != OrdersService.GATEWAY && reply.isSuccess() && !asked.method().equals("GET");
    }
  }
}
