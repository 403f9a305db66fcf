package dev.cordee.sandbox.azure;

import java.util.Locale;

/** The calls the stand-in knows, by method and path; faults are set on them by name. */
enum ArmCall {
  TOKEN("POST", "/{tenant}/oauth2/v2.0/token"),
  ISSUER("GET", "/{tenant}/v2.0/.well-known/openid-configuration"),
  INSTANCE("GET", "/{tenant}/discovery/instance"),
  GET_ENVIRONMENT("GET", Path.GROUP + "/managedEnvironments/{name}"),
  LIST("GET", Path.GROUP + "/containerApps"),
  LIST_SUBSCRIPTION("GET", Path.SUBSCRIPTION + "/containerApps"),
  PUT("PUT", Path.APP),
  PATCH("PATCH", Path.APP),
  GET("GET", Path.APP),
  DELETE("DELETE", Path.APP),
  LIST_SECRETS("POST", Path.APP + "/listSecrets"),
  OPERATION_STATUS("GET", Path.LOCATION + "/containerappOperationStatuses/{id}"),
  OPERATION_RESULT("GET", Path.LOCATION + "/containerappOperationResults/{id}");

  private final String method;
  private final String template;

  ArmCall(String method, String template) {
    this.method = method;
    this.template = template;
  }

  String method() {
    return method;
  }

  String template() {
    return template;
  }

  /** Whether a bearer token must come with it. */
  boolean isGuarded() {
    return this != TOKEN && this != ISSUER && this != INSTANCE;
  }

  String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static final class Path {
    static final String SUBSCRIPTION = "/subscriptions/{subscription}/providers/Microsoft.App";
    static final String GROUP =
        "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.App";
    static final String APP = GROUP + "/containerApps/{name}";
    static final String LOCATION = SUBSCRIPTION + "/locations/{location}";

    private Path() {}
  }
}
