package dev.cordee.sandbox.control;

import static dev.cordee.sandbox.control.Control.ok;

import dev.cordee.sandbox.http.Fields;
import dev.cordee.sandbox.http.Query;
import dev.cordee.sandbox.http.Reply;
import dev.cordee.sandbox.http.Request;
import dev.cordee.sandbox.http.Routes;
import dev.cordee.sandbox.orders.Books;
import dev.cordee.sandbox.orders.Item;
import dev.cordee.sandbox.orders.Orders;
import dev.cordee.sandbox.orders.OrdersService;
import dev.cordee.sandbox.orders.Verification;
import dev.cordee.sandbox.service.Asked;
import dev.cordee.sandbox.service.Filter;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The books, the call log and the stock of Store Manager and Payments, on the control port. */
final class OrdersControl {
  private static final Set<String> OF_CALLS =
      Set.of("service", "operation", "method", "path_prefix", "user_id", "after", "limit");
  private static final Set<String> OF_COUNTS =
      Set.of("service", "operation", "method", "path_prefix");
  private static final Set<String> NUMBERS = Set.of("user_id", "after", "limit");

  private final Supplier<Orders> current;

  OrdersControl(Supplier<Orders> current) {
    this.current = current;
  }

  void addTo(Routes routes) {
    routes.on("GET", "/orders/books", _ -> ok(Books.of(orders())));
    routes.on("GET", "/orders/verification", _ -> ok(Verification.of(orders())));
    routes.on("GET", "/orders/calls", this::calls);
    routes.on("GET", "/orders/calls/counts", this::counts);
    routes.on("PUT", "/orders/stock", this::setStock);
  }

  private Reply calls(Request request) {
    Fields query = Query.fields(request, NUMBERS);
    query.only(OF_CALLS);
    long after = query.has("after") ? query.integer("after", 0, Long.MAX_VALUE) : 0;
    long most = query.has("limit") ? query.positive("limit") : Long.MAX_VALUE;
    return ok(orders().calls().calls(after, most, wanted(query)));
  }

  private Reply counts(Request request) {
    Fields query = Query.fields(request, NUMBERS);
    query.only(OF_COUNTS);
    return ok(orders().calls().counts(wanted(query)));
  }

  private Reply setStock(Request request) {
    Fields body = Fields.of(request.json());
    body.only(Set.of("items"));
    return ok(orders().stock().set(body.list("items", Item::readLevel)));
  }

  private Orders orders() {
    return current.get();
  }

  private static Predicate<Asked> wanted(Fields query) {
    List<OrdersService> services =
        query.has("service")
            ? List.of(query.word("service", List.of(OrdersService.values()), OrdersService::wire))
            : List.of(OrdersService.values());
    Filter filter = Filter.read(query, services);
    return asked -> services.contains(asked.service()) && filter.matches(asked);
  }
}
