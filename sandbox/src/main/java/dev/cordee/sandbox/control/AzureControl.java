package dev.cordee.sandbox.control;

import static dev.cordee.sandbox.control.Control.done;
import static dev.cordee.sandbox.control.Control.ok;

import dev.cordee.sandbox.azure.Azure;
import dev.cordee.sandbox.azure.AzureService;
import dev.cordee.sandbox.http.Fields;
import dev.cordee.sandbox.http.Query;
import dev.cordee.sandbox.http.Reply;
import dev.cordee.sandbox.http.Request;
import dev.cordee.sandbox.http.Routes;
import dev.cordee.sandbox.service.Filter;
import java.util.List;
import java.util.Set;

/** The stand-in for Azure on the control port: its truth, its clock, and what is to go wrong. */
final class AzureControl {
  private static final Set<String> OF_CALLS = Set.of("operation", "method", "path_prefix", "after");

  private final Azure azure;

  AzureControl(Azure azure) {
    this.azure = azure;
  }

  void addTo(Routes routes) {
    routes.on("GET", "/azure/account", _ -> ok(azure.account()));
    routes.on("GET", "/azure/ca.pem", _ -> certificate());
    routes.on("GET", "/azure/apps", _ -> ok(azure.apps()));
    routes.on("PUT", "/azure/apps/{app}/engine", this::setEngine);
    routes.on("GET", "/azure/behaviour", _ -> ok(azure.behaviour()));
    routes.on("PUT", "/azure/behaviour", request -> ok(azure.changeBehaviour(request.json())));
    routes.on("GET", "/azure/fates", _ -> ok(azure.fates()));
    routes.on("POST", "/azure/fates", request -> Reply.json(201, azure.orderFate(request.json())));
    routes.on("DELETE", "/azure/fates", _ -> done(azure::clearFates));
    routes.on("GET", "/azure/clock", _ -> ok(azure.time()));
    routes.on("POST", "/azure/clock", request -> ok(azure.forward(request.json())));
    routes.on("GET", "/azure/calls", this::calls);
  }

  private Reply certificate() {
    return Reply.text(200, "application/x-pem-file", azure.certificate());
  }

  private Reply setEngine(Request request) {
    return ok(azure.setEngine(request.parameter("app"), request.json()));
  }

  private Reply calls(Request request) {
    Fields query = Query.fields(request, Set.of("after"));
    query.only(OF_CALLS);
    long after = query.has("after") ? query.integer("after", 0, Long.MAX_VALUE) : 0;
    Filter filter = Filter.read(query, List.of(AzureService.AZURE));
    return ok(azure.calls(after).stream().filter(call -> filter.matches(call.asked())).toList());
  }
}
