package dev.cordee.activities.sales;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/**
 * What is asked of Azure, and with which result: {@code cordee.azure.calls}. How long Azure still
 * wants to be left alone: {@code cordee.azure.throttled}, in seconds.
 */
final class AzureMetrics {

  /** What became of a call. */
  enum Result {
    OK,
    /** There is no such thing. */
    ABSENT,
    THROTTLED,
    /** Something else is under way. */
    CONFLICT,
    REFUSED,
    UNAVAILABLE,
    /** No answer came, so it may have been done or not. */
    UNKNOWN;

    static Result of(int status) {
      return switch (status) {
        case 404 -> ABSENT;
        case 409 -> CONFLICT;
        case 429 -> THROTTLED;
        case 408 -> UNAVAILABLE;
        default -> status < 400 ? OK : status < 500 ? REFUSED : UNAVAILABLE;
      };
    }

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final MeterRegistry meters;

  AzureMetrics(MeterRegistry meters, Throttle throttle) {
    this.meters = meters;
    Gauge.builder("cordee.azure.throttled", throttle, left -> left.left().toMillis() / 1000.0)
        .description("How long Azure still wants to be left alone")
        .baseUnit("seconds")
        .register(meters);
  }

  void called(String operation, Result result) {
    Counter.builder("cordee.azure.calls")
        .description("Calls to Azure Resource Manager and for its tokens")
        .tag("operation", operation)
        .tag("result", result.word())
        .register(meters)
        .increment();
  }

  /** What a call is for, by its address. */
  static String operation(HttpRequest request) {
    var path = request.getUrl().getPath().toLowerCase(Locale.ROOT);
    if (path.endsWith("/oauth2/v2.0/token")) {
      return "token";
    }
    if (path.endsWith("/containerapps")) {
      return "list";
    }
    if (path.contains("/containerapps/")) {
      return ofApp(request.getHttpMethod());
    }
    return path.contains("/containerappoperation") ? "operation" : "other";
  }

  private static String ofApp(HttpMethod method) {
    return switch (method) {
      case PUT -> "create";
      case PATCH -> "update";
      case DELETE -> "delete";
      case GET -> "get";
      default -> "other";
    };
  }
}
