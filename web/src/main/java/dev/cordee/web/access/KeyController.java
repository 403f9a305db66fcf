package dev.cordee.web.access;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.cordee.web.http.JsonFields;
import dev.cordee.web.http.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.SecureRandom;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Routes of keys, for operators alone. */
@RestController
@RequestMapping(path = KeyController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@Profile("api")
@Tag(name = "Keys", description = "Keys of callers: made, listed, revoked by operators")
class KeyController {
  static final String PATH = "/api/keys";

  /** Body of the request, for the document. */
  record KeyBody(Role role, String name, String client_id, Integer expires_in_days) {}

  /** All there are, or were. */
  record Keys(List<ApiKey> keys) {}

  /**
   * Body of a 201.
   *
   * @param key the whole text; told once
   */
  record NewKey(@JsonUnwrapped ApiKey about, String key) {

    @Override
    public String toString() {
      return "NewKey[" + about.id() + "]";
    }
  }

  private final KeyRepository keys;
  private final SecureRandom random = new SecureRandom();

  KeyController(KeyRepository keys) {
    this.keys = keys;
  }

  @Operation(
      summary = "Make a key",
      description =
          "The key is told in this one answer; what is kept of it opens nothing. A client's key"
              + " names the client_id it acts for, others have none.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = KeyBody.class)))
  @ApiResponse(
      responseCode = "201",
      description = "Made",
      content = @Content(schema = @Schema(implementation = NewKey.class)))
  @ApiResponse(
      responseCode = "422",
      description = "A field is impossible or unknown; each is named",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<NewKey> make(
      @Parameter(hidden = true) JsonFields body,
      @Parameter(hidden = true) @AuthenticationPrincipal Caller caller) {
    var order = KeyOrder.read(body);
    body.check();
    var key = KeyText.random(random);
    var made = keys.add(key, order.purpose(), caller.name(), order.days());
    return ResponseEntity.status(HttpStatus.CREATED)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(new NewKey(made, key.reveal()));
  }

  @Operation(summary = "Keys", description = "The newest first, with those that are over.")
  @GetMapping
  Keys list() {
    return new Keys(keys.list());
  }

  @Operation(
      summary = "Revoke a key",
      description = "From the next call on it is none, in every process. May be repeated.")
  @ApiResponse(responseCode = "204", description = "Revoked")
  @ApiResponse(
      responseCode = "404",
      description = "No such key",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @DeleteMapping("/{id}")
  ResponseEntity<Void> revoke(
      @PathVariable String id, @Parameter(hidden = true) @AuthenticationPrincipal Caller caller) {
    if (!keys.revoke(id, caller.name())) {
      throw ProblemException.of(HttpStatus.NOT_FOUND, "unknown-key", "no key has the id " + id);
    }
    return ResponseEntity.noContent().build();
  }
}
