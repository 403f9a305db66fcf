package dev.cordee.sandbox.azure;

import dev.cordee.sandbox.http.Handler;
import dev.cordee.sandbox.http.Outcome;
import dev.cordee.sandbox.http.Rejection;
import dev.cordee.sandbox.http.Reply;
import dev.cordee.sandbox.http.Request;
import dev.cordee.sandbox.http.Routes;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * The port's routes, and what every call to Azure Resource Manager must bring: a token, a known
 * api-version, the subscription and the resource group that exist.
 */
final class Arm implements Handler {
  static final String API_VERSION = "2025-01-01";

  private final Account account;
  private final Entra entra;
  private final Routes routes = Routes.ignoringCase();

  Arm(Account account, Entra entra, AppCalls apps, OperationCalls operations) {
    this.account = account;
    this.entra = entra;
    Map<ArmCall, Handler> handlers = new EnumMap<>(ArmCall.class);
    handlers.put(ArmCall.TOKEN, entra::token);
    handlers.put(ArmCall.ISSUER, entra::issuer);
    handlers.put(ArmCall.INSTANCE, entra::instance);
    handlers.put(ArmCall.GET_ENVIRONMENT, apps::environment);
    handlers.put(ArmCall.LIST, apps::list);
    handlers.put(ArmCall.LIST_SUBSCRIPTION, apps::list);
    handlers.put(ArmCall.PUT, apps::put);
    handlers.put(ArmCall.PATCH, apps::patch);
    handlers.put(ArmCall.GET, apps::get);
    handlers.put(ArmCall.DELETE, apps::delete);
    handlers.put(ArmCall.LIST_SECRETS, apps::listSecrets);
    handlers.put(ArmCall.OPERATION_STATUS, operations::status);
    handlers.put(ArmCall.OPERATION_RESULT, operations::result);
    handlers.forEach(
        (call, handler) ->
            routes.on(
                call.method(), call.template(), call.isGuarded() ? guarded(handler) : handler));
  }

  @Override
  public Outcome handle(Request request) {
    Outcome outcome;
    try {
      outcome = routes.handle(request);
    } catch (ArmError error) {
      outcome = error.reply();
    } catch (Rejection rejection) {
      outcome = rejected(rejection).reply();
    }
    return outcome instanceof Reply reply
        ? reply.with("x-ms-request-id", UUID.randomUUID().toString())
        : outcome;
  }

  private static ArmError rejected(Rejection rejection) {
    String reason = Objects.requireNonNullElse(rejection.getMessage(), "");
    return ArmError.invalid("InvalidRequestContent", "The request content was invalid: " + reason);
  }

  private Handler guarded(Handler handler) {
    return request -> {
      entra.check(request.header("Authorization"));
      checkVersion(request);
      checkScope(request);
      return handler.handle(request);
    };
  }

  private void checkVersion(Request request) {
    String version = request.query("api-version");
    if (version == null) {
      throw ArmError.invalid(
          "MissingApiVersionParameter",
          "The api-version query parameter (?api-version=) is required for all requests.");
    }
    if (!version.equals(API_VERSION)) {
      throw ArmError.invalid(
          "NoRegisteredProviderFound",
          "No registered resource provider found for API version '%s'. The supported api-versions are '%s'."
              .formatted(version, API_VERSION));
    }
  }

  private void checkScope(Request request) {
    String subscription = request.parameter("subscription");
    if (!subscription.equalsIgnoreCase(account.subscription())) {
      String reason = "The subscription '" + subscription + "' could not be found.";
      throw new ArmError(404, "SubscriptionNotFound", reason);
    }
    String group = request.find("group").orElse(account.group());
    if (!group.equalsIgnoreCase(account.group())) {
      String reason = "Resource group '" + group + "' could not be found.";
      throw new ArmError(404, "ResourceGroupNotFound", reason);
    }
  }
}
