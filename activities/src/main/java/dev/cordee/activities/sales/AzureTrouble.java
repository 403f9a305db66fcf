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
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What a call to Azure that did not end well means: whether it is tried again, and when. */
final class AzureTrouble {
  private static final int CLIENT_ERROR = 400;
  private static final int NOT_FOUND = 404;
  private static final int TIMEOUT = 408;
  private static final int CONFLICT = 409;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  /** Between two looks at what somebody else is at work on, when Azure does not say. */
  private static final Duration USUAL_CONFLICT = Duration.ofSeconds(2);

  /** Azure calls it our mistake when a registry did not answer it in time. */
  private static final Pattern TRANSIENT =
      Pattern.compile(
          "context deadline exceeded|i/o timeout|TLS handshake timeout|connection reset"
              + "|temporarily_?unavailable|try again later",
          Pattern.CASE_INSENSITIVE);

  /** Not that of the group, nor of the subscription. */
  private static final Pattern ABSENT =
      Pattern.compile("(Resource|ContainerApp)?NotFound", Pattern.CASE_INSENSITIVE);

  private final EngineFailures failures;
  private final InstantSource clock;

  AzureTrouble(EngineFailures failures, InstantSource clock) {
    this.failures = failures;
    this.clock = clock;
  }

  /** Whether it says that there is no such app. */
  static boolean isAbsence(Throwable thrown) {
    return thrown instanceof HttpResponseException answered
        && answered.getResponse() != null
        && answered.getResponse().getStatusCode() == NOT_FOUND
        && said(answered).map(error -> ABSENT.matcher(error.code).matches()).orElse(true);
  }

  ApplicationFailure of(Throwable thrown) {
    return switch (thrown) {
      case WithheldException withheld -> failures.throttled(withheld.left());
      case HttpResponseException answered when answered.getResponse() != null -> ofAnswer(answered);
      case MsalThrottlingException waiting ->
          failures.throttled(Duration.ofMillis(waiting.retryInMs()));
      case MsalServiceException noToken -> ofToken(noToken);
      case PageException page -> unavailable("Azure " + page.getMessage());
      case IOException lost -> unavailable("Azure " + words(lost));
      default -> thrown.getCause() == null ? unreadable(thrown) : of(thrown.getCause());
    };
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

  /** Its own, or the first of its details'. */
  private static String message(ManagementError error) {
    var details =
        Stream.ofNullable(error.getDetails())
            .flatMap(all -> all.stream().map(ManagementError::getMessage));
    return Stream.concat(Stream.ofNullable(error.getMessage()), details)
        .filter(Objects::nonNull)
        .filter(message -> !message.isBlank())
        .findFirst()
        .orElse("");
  }

  private ApplicationFailure ofAnswer(HttpResponseException answered) {
    var answer = answered.getResponse();
    var status = answer.getStatusCode();
    var words = said(answered).map(Said::words).orElse("HTTP " + status + ": no reason was given");
    var wait = RetryAfter.read(answer.getHeaderValue(HttpHeaderName.RETRY_AFTER), clock.instant());
    if (status == TOO_MANY) {
      return failures.throttled(wait.orElse(CountedCalls.USUAL_WAIT));
    }
    if (status == CONFLICT) {
      return failures.notYet(words, wait.orElse(USUAL_CONFLICT));
    }
    if (status < CLIENT_ERROR) {
      return failures.unavailable("Azure answered " + status + " with what cannot be read", wait);
    }
    if (status == TIMEOUT || status >= SERVER_ERROR) {
      return failures.unavailable("Azure answered " + status + ": " + words, wait);
    }
    return TRANSIENT.matcher(words).find()
        ? failures.unavailable(words, wait)
        : failures.never(SaleFailure.REFUSED, words);
  }

  private ApplicationFailure ofToken(MsalServiceException noToken) {
    var code = String.valueOf(noToken.errorCode());
    var words = code + ": " + firstLine(noToken.getMessage());
    return isRefusal(noToken.statusCode()) && !TRANSIENT.matcher(code).find()
        ? failures.never(SaleFailure.REFUSED, words)
        : unavailable("no token from Microsoft Entra: " + words);
  }

  private static boolean isRefusal(@Nullable Integer status) {
    return status != null
        && status >= CLIENT_ERROR
        && status < SERVER_ERROR
        && status != TIMEOUT
        && status != TOO_MANY;
  }

  /** Nobody knows whether it was done. */
  private static String words(IOException lost) {
    return switch (lost) {
      case HttpTimeoutException _ -> "did not answer in time";
      case ConnectException _ -> "cannot be reached";
      case SSLException _ -> "cannot be trusted: " + firstLine(lost.getMessage());
      default -> "broke off the connection";
    };
  }

  private ApplicationFailure unreadable(Throwable thrown) {
    return unavailable("Azure's answer cannot be read: " + firstLine(thrown.toString()));
  }

  private ApplicationFailure unavailable(String why) {
    return failures.unavailable(why, Optional.empty());
  }

  private static String firstLine(@Nullable String words) {
    return words == null ? "no reason was given" : words.lines().findFirst().orElse("");
  }
}
