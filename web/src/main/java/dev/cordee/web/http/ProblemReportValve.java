package dev.cordee.web.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says in problem+json, and not in a page of HTML, what Tomcat refuses before Spring sees it: a
 * path or a header that is none.
 */
final class ProblemReportValve extends ErrorReportValve {
  private static final JsonMapper JSON = new JsonMapper();

  private record Body(String type, String title, int status, String detail) {}

  @Override
  protected void report(Request request, Response response, @Nullable Throwable thrown) {
    if (response.getStatus() < HttpStatus.BAD_REQUEST.value()
        || response.getContentWritten() > 0
        || !response.setErrorReported()
        || !canStillAnswer(response)) {
      return;
    }
    try {
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.setCharacterEncoding(StandardCharsets.UTF_8);
      response.getReporter().write(JSON.writeValueAsString(body(response.getStatus())));
      response.finishResponse();
    } catch (IOException | IllegalStateException clientGone) {
      container.getLogger().debug("an error could not be reported", clientGone);
    }
  }

  private static boolean canStillAnswer(Response response) {
    var allowed = new AtomicBoolean();
    response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, allowed);
    return allowed.get();
  }

  private static Body body(int code) {
    var status = HttpStatusCode.valueOf(code);
    var detail =
        status.is4xxClientError()
            ? "the request's line, path or headers cannot be taken as HTTP"
            : "the request could not be answered";
    var problem = Problem.of(status, detail);
    return new Body(
        Objects.requireNonNull(problem.getType()).toString(),
        Objects.requireNonNullElse(problem.getTitle(), ""),
        code,
        detail);
  }
}
