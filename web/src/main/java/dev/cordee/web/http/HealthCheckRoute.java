package dev.cordee.web.http;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says that the API is there; whether it can work, {@code /health/readiness} says. */
@RestController
@Profile("api")
@Tag(name = "Health")
class HealthCheckRoute {
  static final String PATH = "/health-check";

  /** Its body. */
  record Health(String status) {}

  @Operation(summary = "Whether the API is there")
  @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
  Health check() {
    return new Health("ok");
  }
}
