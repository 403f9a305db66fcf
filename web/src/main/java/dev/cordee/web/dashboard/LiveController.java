package dev.cordee.web.dashboard;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Where open pages listen. */
@RestController
@Profile("api")
@Hidden
class LiveController {
  private final LiveFeed feed;

  LiveController(LiveFeed feed) {
    this.feed = feed;
  }

  /** A stream that nobody reads would never end: nothing that is written to it fails. */
  @RequestMapping(path = "/ui/live", method = RequestMethod.HEAD)
  ResponseEntity<Void> head() {
    return ResponseEntity.ok().contentType(MediaType.TEXT_EVENT_STREAM).build();
  }

  @GetMapping(path = "/ui/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<SseEmitter> live(
      @RequestParam(defaultValue = "") String topics,
      @RequestParam(defaultValue = "") String seen,
      @RequestHeader(name = "Last-Event-ID", defaultValue = "") String lastEvent) {
    return ResponseEntity.ok()
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        // nginx would collect events before it passes them on
        .header("X-Accel-Buffering", "no")
        .body(feed.open(Topic.parse(topics), seen, !lastEvent.isEmpty()));
  }
}
