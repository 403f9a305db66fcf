package dev.cordee.system;

/** What may go wrong with a call to Azure. */
enum AzureFault {
  IN_PROGRESS(
      """
      "kind": "answer", "work": false, "status": 409, "body": {"error": {
        "code": "ContainerAppOperationInProgress", "message": "Cannot modify a container app"}}
      """),
  THROTTLED(
      """
      "kind": "answer", "work": false, "status": 429, "headers": {"Retry-After": "1"},
      "body": {"code": "TooManyRequests", "message": "Too many"}
      """),
  ERROR("\"kind\": \"error\", \"status\": 500"),
  PAGE(
      """
      "kind": "answer", "work": false, "status": 502, "headers": {"Content-Type": "text/html"},
      "text": "<html>Bad gateway</html>"
      """),
  DROPPED_BEFORE("\"kind\": \"drop_before\""),
  DROPPED_AFTER("\"kind\": \"drop_after\"");

  private final String kind;

  AzureFault(String kind) {
    this.kind = kind;
  }

  /** An order for so many calls of a kind, whatever they are about. */
  String at(String operation, int times) {
    return """
    {"service": "azure", "operation": "%s", "times": %d, %s}
    """
        .formatted(operation, times, kind);
  }

  /** The same for those about an app. */
  String at(String operation, int times, String app) {
    return about(operation, times, app, kind);
  }

  /** An order to hold a call about an app, before its work or after it. */
  static String hold(String operation, String when, String app) {
    return about(operation, 1, app, "\"kind\": \"hold_%s\"".formatted(when));
  }

  private static String about(String operation, int times, String app, String kind) {
    return """
    {"service": "azure", "operation": "%s", "times": %d, "path_prefix": "%s", %s}
    """
        .formatted(operation, times, ResourceManager.path(app), kind);
  }
}
