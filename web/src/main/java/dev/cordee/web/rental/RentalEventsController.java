package dev.cordee.web.rental;

import dev.cordee.activities.rental.RentalRecord;
import dev.cordee.activities.rental.RentalRecords;
import dev.cordee.web.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The route by which a rental is followed; its name is fixed by the clients. */
@RestController
@Profile("api")
@Tag(name = "Rentals")
class RentalEventsController {
  private final RentalFinder finder;
  private final RentalRecords rentals;
  private final RentalStreams streams;

  RentalEventsController(RentalFinder finder, RentalRecords rentals, RentalStreams streams) {
    this.finder = finder;
    this.rentals = rentals;
    this.streams = streams;
  }

  @Operation(
      summary = "Follow a rental",
      description =
          "Server-sent events: where it stands now, then every change. An event is called as the"
              + " status, or failover when the tenant has moved to another node; data is the rental"
              + " as in a list. The stream ends with the rental.")
  @ApiResponse(
      responseCode = "200",
      description = "The stream",
      content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE))
  @ApiResponse(responseCode = "204", description = "It is over, and Last-Event-ID was the last")
  @ApiResponse(
      responseCode = "404",
      description = "No such rental",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "503",
      description = "Too many are being followed",
      content = @Content(schema = @Schema(implementation = ProblemDetail.class)))
  @GetMapping(
      path = RentalController.PATH + "/{id}/events",
      produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<SseEmitter> follow(
      @PathVariable String id,
      @Parameter(description = "what was told last; only what is new is told then")
          @RequestHeader(name = "Last-Event-ID", defaultValue = "")
          String lastEvent,
      @Parameter(hidden = true) @AuthenticationPrincipal Caller caller) {
    var rental = RentalIds.parse("id", id);
    var known = finder.require(caller, rental);
    var event = event(lastEvent);
    var news = RentalNews.since(event, event == 0 ? 0 : rentals.epochAt(rental, event));
    if (known.filter(RentalRecord::isOver).filter(over -> !news.isIn(over)).isPresent()) {
      // tells a browser not to come back
      return ResponseEntity.noContent().build();
    }
    return ResponseEntity.ok()
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        // nginx would collect events before it passes them on
        .header("X-Accel-Buffering", "no")
        .body(streams.open(rental, news));
  }

  /** One that is none of ours is as good as none. */
  private static long event(String text) {
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }
}
