package dev.cordee.web.encryption;

import dev.cordee.web.http.Problem;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;
import tools.jackson.databind.json.JsonMapper;

/** Lets pages of the Temporal Web UI use the codec endpoint, and no other pages. */
final class CodecOrigins extends CorsFilter {
  /** Sent by the Web UI with each request. */
  private static final String NAMESPACE = "X-Namespace";

  CodecOrigins(List<String> origins) {
    super(_ -> rules(origins));
    setCorsProcessor(new Refusing());
  }

  private static CorsConfiguration rules(List<String> origins) {
    var rules = new CorsConfiguration();
    rules.setAllowedOrigins(origins);
    rules.setAllowedMethods(List.of(HttpMethod.POST.name()));
    rules.setAllowedHeaders(
        List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.AUTHORIZATION, NAMESPACE));
    // the browser's cookie or password for this host, where the Web UI is set to send them
    rules.setAllowCredentials(true);
    return rules;
  }

  private static final class Refusing extends DefaultCorsProcessor {
    private final JsonMapper json = new JsonMapper();

    @Override
    protected void rejectRequest(ServerHttpResponse response) throws IOException {
      var problem =
          Problem.of(
              HttpStatus.FORBIDDEN,
              "origin-not-allowed",
              "pages of this origin may not use the codec: it is not among"
                  + " cordee.encryption.codec-origins, or asks for more than POST");
      response.setStatusCode(HttpStatus.FORBIDDEN);
      response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
      response.getBody().write(json.writeValueAsBytes(problem));
      response.flush();
    }
  }
}
