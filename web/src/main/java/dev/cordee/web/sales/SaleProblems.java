package dev.cordee.web.sales;

import dev.cordee.activities.sales.SaleRecord;
import dev.cordee.web.http.ProblemException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Why a sale cannot be had. */
final class SaleProblems {

  /** Azure takes half a minute to delete an app. */
  private static final Duration WHEN_GONE = Duration.ofSeconds(10);

  /** Somebody has to end one first. */
  private static final Duration WHEN_FEWER = Duration.ofSeconds(60);

  /** As the reason of a sale that Azure refused has it. */
  private static final Pattern AZURE =
      Pattern.compile("(?<code>[A-Za-z][A-Za-z0-9]*): (?<message>.+)", Pattern.DOTALL);

  private SaleProblems() {}

  /** It is being removed. */
  static ProblemException ending(SaleRecord sale) {
    return later(
            ProblemException.of(
                HttpStatus.CONFLICT,
                "sale-ending",
                "sale "
                    + sale.saleId()
                    + " is ending, and can be spawned when nothing of it is left: "
                    + sale.reason()),
            WHEN_GONE)
        .with(named(sale));
  }

  /** Another's app has its name. */
  static ProblemException nameTaken(SaleRecord other) {
    return ProblemException.of(
            HttpStatus.CONFLICT,
            "name-taken",
            "app " + other.app() + " is the engine of sale " + other.saleId())
        .with(Map.of("appName", other.app().value()));
  }

  /** It never went live. */
  static ProblemException failed(SaleRecord sale) {
    return switch (sale.failure()) {
      case QUOTA ->
          later(
                  ProblemException.of(
                      HttpStatus.TOO_MANY_REQUESTS, "too-many-sales", sale.reason()),
                  WHEN_FEWER)
              .with(named(sale));
      case NAME_TAKEN ->
          ProblemException.of(HttpStatus.CONFLICT, "name-taken", sale.reason()).with(named(sale));
      // what failed and is not removed yet has no failure yet
      case NONE, REFUSED, NOT_PROVISIONED, NOT_ANSWERING, GONE ->
          ProblemException.of(HttpStatus.BAD_GATEWAY, "engine-failed", sale.reason())
              .with(named(sale))
              .with(azure(sale.reason()));
    };
  }

  private static ProblemException later(ProblemException problem, Duration pause) {
    problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(pause.toSeconds()));
    return problem;
  }

  private static Map<String, Object> named(SaleRecord sale) {
    return Map.of("saleId", sale.saleId().value(), "appName", sale.app().value());
  }

  private static Map<String, Object> azure(String reason) {
    var members = new HashMap<String, Object>();
    var words = AZURE.matcher(reason);
    if (words.matches()) {
      members.put("azure_code", words.group("code"));
      members.put("azure_message", words.group("message"));
    } else {
      members.put("azure_message", reason);
    }
    return members;
  }
}
