package dev.cordee.sandbox.azure;

import dev.cordee.sandbox.http.Reply;
import java.util.Map;

/** A refusal as Azure Resource Manager words it. */
final class ArmError extends RuntimeException {
  private final int status;
  private final String code;
  private final String message;

  ArmError(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.message = message;
  }

  static ArmError noApp(String name, String group) {
    return new ArmError(
        404,
        "ResourceNotFound",
        "The Resource 'Microsoft.App/containerApps/%s' under resource group '%s' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix"
            .formatted(name, group));
  }

  static ArmError inProgress(String name, Operation operation) {
    return new ArmError(
        409,
        "ContainerAppOperationInProgress",
        "Cannot modify a container app '%s' because there is an active provisioning operation in progress. OperationId: '%s'."
            .formatted(name, operation.id()));
  }

  static ArmError invalid(String code, String message) {
    return new ArmError(400, code, message);
  }

  int status() {
    return status;
  }

  Reply reply() {
    return Reply.json(status, Map.of("error", Map.of("code", code, "message", message)));
  }
}
