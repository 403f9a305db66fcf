package dev.cordee.web.access;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Asked by a proxy before it lets somebody through to pages that are not ours. */
@RestController
@Profile("api")
@Tag(name = "Keys")
class OperatorGate {
  static final String PATH = "/auth/operator";

  @Operation(summary = "Whether the caller is an operator")
  @ApiResponse(responseCode = "204", description = "So it is")
  @ApiResponse(responseCode = "401", description = "Nobody knows; a browser asks for a key")
  @ApiResponse(responseCode = "403", description = "It is not")
  @GetMapping(PATH)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void ask() {
    // the rules have answered
  }
}
