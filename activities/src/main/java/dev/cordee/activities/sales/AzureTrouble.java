package dev.cordee.activities.sales;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.management.exception.ManagementError;
import com.microsoft.aad.msal4j.MsalServiceException;
import com.microsoft.aad.msal4j.MsalThrottlingException;
import dev.cordee.workflows.sales.SaleFailure;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What a call to Azure that did not end well means: whether it is to be tried again, when, and how
 * that is told. Causes are not passed on: they would bring whole answers into histories.
 */
final class AzureTrouble {

  /** Types of what is tried again; the others are those of {@link SaleFailure}. */
  static final String NOT_YET = "NOT_YET";

  static final String THROTTLED = "THROTTLED";
  static final String UNAVAILABLE = "UNAVAILABLE";

  /** Between two looks at what Azure is at work on. */
  private static final Duration LOOK = Duration.ofSeconds(2);

  private static final Duration LONGER_LOOK = Duration.ofSeconds(5);

  private static final int LONGEST = 1000;
  private static final int CLIENT_ERROR = 400;
  private static final int SERVER_ERROR = 500;

  /** Azure's own haste is a 400 to it: its registry did not answer it in time. */
  private static final Pattern TRANSIENT =
      Pattern.compile(
          "context deadline exceeded|i/o timeout|TLS handshake timeout|connection reset"
              + "|temporarily_?unavailable|try again later",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cs}]+");

  private final AzureSettings settings;
  private final InstantSource clock;

  AzureTrouble(AzureSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Azure is at work on it. */
  static ApplicationFailure notYet(String why) {
    return again(NOT_YET, why, Optional.of(between(LOOK, LONGER_LOOK)));
  }

  /** It cannot be had. */
  ApplicationFailure never(SaleFailure type, String why) {
    return ApplicationFailure.newNonRetryableFailure(fit(why), type.name());
  }

  /** Whether it says that there is no such app; that its group is not there is something else. */
  static boolean isAbsence(Throwable thrown) {
    return thrown instanceof HttpResponseException answered
        && answered.getResponse() != null
        && answered.getResponse().getStatusCode() == 404
        && said(answered).map(error -> error.code.equals("ResourceNotFound")).orElse(true);
  }

  ApplicationFailure of(Throwable thrown) {
    return switch (thrown) {
      case ApplicationFailure told -> told;
      case WithheldException withheld -> throttled(withheld.left());
      case HttpResponseException answered when answered.getResponse() != null -> ofAnswer(answered);
      case MsalThrottlingException waiting -> throttled(Duration.ofMillis(waiting.retryInMs()));
      case MsalServiceException noToken -> ofToken(noToken);
      case PageException page -> unavailable("Azure " + page.getMessage(), Optional.empty());
      case IOException lost -> lost(lost);
      default ->
          thrown.getCause() != null && thrown.getCause() != thrown
              ? of(thrown.getCause())
              : unreadable(thrown);
    };
  }

  private ApplicationFailure throttled(Duration wait) {
    return again(
        THROTTLED,
        "Azure throttles us and wants to be left alone for another %d s"
            .formatted(wait.plusMillis(999).toSeconds()),
        Optional.of(between(wait, wait.plusSeconds(1).plus(wait.dividedBy(4)))));
  }

  /** An error as Azure words it. */
  private record Said(String code, String message) {
    private String words() {
      return message.isBlank() ? code : code + ": " + message;
    }
  }

  private static Optional<Said> said(HttpResponseException answered) {
    return answered.getValue() instanceof ManagementError error && error.getCode() != null
        ? Optional.of(new Said(error.getCode(), message(error)))
        : Optional.empty();
  }

  private static String message(ManagementError error) {
    if (error.getMessage() != null && !error.getMessage().isBlank()) {
      return error.getMessage();
    }
    return error.getDetails() == null
        ? ""
        : error.getDetails().stream()
            .map(ManagementError::getMessage)
            .filter(detail -> detail != null && !detail.isBlank())
            .findFirst()
            .orElse("");
  }

  private ApplicationFailure ofAnswer(HttpResponseException answered) {
    var answer = answered.getResponse();
    var status = answer.getStatusCode();
    var said = said(answered);
    var words = said.map(Said::words).orElse("HTTP " + status + " without a reason");
    var wait = RetryAfter.read(answer.getHeaderValue(HttpHeaderName.RETRY_AFTER), clock.instant());
    if (status == 429) {
      return throttled(wait.orElse(CountedCalls.USUAL_WAIT));
    }
    if (status == 409) {
      return again(NOT_YET, fit(words), Optional.of(spread(wait.orElse(LOOK))));
    }
    if (status < CLIENT_ERROR) {
      return unavailable("Azure answered " + status + " with what is none of its answers", wait);
    }
    if (status == 408 || status >= SERVER_ERROR) {
      return unavailable("Azure answered " + status + ": " + words, wait);
    }
    return TRANSIENT.matcher(words).find()
        ? unavailable(words, wait)
        : never(SaleFailure.REFUSED, words);
  }

  private ApplicationFailure ofToken(MsalServiceException noToken) {
    var status = noToken.statusCode() == null ? 0 : noToken.statusCode();
    var words = "no token from Microsoft Entra: " + firstLine(noToken.getMessage());
    var code = String.valueOf(noToken.errorCode());
    var refused = status >= CLIENT_ERROR && status < SERVER_ERROR && status != 408 && status != 429;
    return refused && !TRANSIENT.matcher(code).find()
        ? never(SaleFailure.REFUSED, code + ": " + firstLine(noToken.getMessage()))
        : unavailable(words, Optional.empty());
  }

  private static String firstLine(@Nullable String words) {
    return words == null ? "no reason was given" : words.lines().findFirst().orElse("");
  }

  /** Nobody knows whether it was done. */
  private ApplicationFailure lost(IOException lost) {
    var words =
        switch (lost) {
          case HttpTimeoutException _ -> "did not answer in time";
          case ConnectException _ -> "cannot be reached";
          case SSLException _ -> "cannot be trusted: " + firstLine(lost.getMessage());
          default -> "broke off the connection";
        };
    return unavailable("Azure " + words, Optional.empty());
  }

  private ApplicationFailure unreadable(Throwable thrown) {
    return unavailable(
        "Azure's answer cannot be read: " + firstLine(thrown.toString()), Optional.empty());
  }

  private ApplicationFailure unavailable(String why, Optional<Duration> wait) {
    return again(UNAVAILABLE, fit(why), wait.map(AzureTrouble::spread));
  }

  /** Without a wait, as the retry policy says. */
  private static ApplicationFailure again(String type, String why, Optional<Duration> wait) {
    var failure = ApplicationFailure.newBuilder().setMessage(why).setType(type);
    wait.ifPresent(failure::setNextRetryDelay);
    return failure.build();
  }

  /** All who wait would come back in the same moment otherwise. */
  private static Duration spread(Duration wait) {
    return between(wait, wait.multipliedBy(2));
  }

  private static Duration between(Duration least, Duration most) {
    return Duration.ofMillis(
        ThreadLocalRandom.current().nextLong(least.toMillis(), most.toMillis() + 1));
  }

  /** For histories and tables: on one line, of a bearable length, without secrets. */
  private String fit(String words) {
    var line = CONTROL.matcher(settings.withoutSecrets(words)).replaceAll(" ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}
