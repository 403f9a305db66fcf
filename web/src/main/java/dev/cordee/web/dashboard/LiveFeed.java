package dev.cordee.web.dashboard;

import dev.cordee.web.http.ProblemException;
import dev.cordee.web.watch.Loop;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells open pages to draw themselves anew when something of their topics has changed. The tables
 * are looked at for all pages together, and not at all while none is open.
 */
@Component("live")
@Profile("api")
public final class LiveFeed implements SmartLifecycle {
  private static final int MOST = 200;
  private static final Duration LOOK = Duration.ofMillis(500);

  /** Between two refreshes of one page: whoever reads it is not helped by more. */
  private static final Duration GAP = Duration.ofSeconds(1);

  private static final Duration PULSE = Duration.ofSeconds(2);

  /** Ages are told in seconds, and proxies close quiet streams. */
  private static final Duration AT_LEAST = Duration.ofSeconds(15);

  private static final Duration RECONNECT = Duration.ofSeconds(1);
  private static final Duration TOO_MANY = Duration.ofSeconds(30);
  private static final String REFRESH = "<turbo-stream action=\"refresh\"></turbo-stream>";

  private final List<LiveMarks> sources;
  private final Semaphore free = new Semaphore(MOST);
  private volatile Map<Topic, String> marks = Map.of();
  private volatile @Nullable Loop loop;

  LiveFeed(List<LiveMarks> sources) {
    this.sources = sources;
  }

  /** What a page that is about to be drawn will have seen. */
  Map<Topic, String> look() {
    var now = new EnumMap<Topic, String>(Topic.class);
    sources.forEach(source -> now.putAll(source.now()));
    marks = now;
    return now;
  }

  /** Where a page about some topics listens. */
  public String source(String topics, Map<Topic, String> seen) {
    return "/ui/live?topics=" + topics + "&seen=" + seen(Topic.parse(topics), seen);
  }

  /**
   * Opens a stream.
   *
   * @param seen the marks that the page was drawn with
   * @throws ProblemException 503 when too many are open
   */
  SseEmitter open(Set<Topic> topics, String seen, boolean again) {
    if (!free.tryAcquire()) {
      throw ProblemException.unavailable(MOST + " pages are open already", TOO_MANY);
    }
    var stream = new SseEmitter(0L);
    var follower =
        Thread.ofVirtual().name("live").unstarted(() -> follow(topics, again ? "" : seen, stream));
    stream.onCompletion(follower::interrupt);
    follower.start();
    return stream;
  }

  private void follow(Set<Topic> topics, String drawn, SseEmitter stream) {
    try {
      // the id is what a browser comes back with when it was cut off
      stream.send(SseEmitter.event().id("1").reconnectTime(RECONNECT.toMillis()).comment("open"));
      var most = topics.contains(Topic.PULSE) ? PULSE : AT_LEAST;
      var seen = drawn;
      var told = Instant.now();
      while (isRunning()) {
        Thread.sleep(LOOK);
        var now = seen(topics, marks);
        if (!now.equals(seen) || told.plus(most).isBefore(Instant.now())) {
          stream.send(SseEmitter.event().id("1").data(REFRESH));
          seen = now;
          told = Instant.now();
          Thread.sleep(GAP.minus(LOOK));
        }
      }
      stream.complete();
    } catch (IOException | IllegalStateException | InterruptedException gone) {
      // nobody is there to be told
    } finally {
      free.release();
    }
  }

  private static String seen(Set<Topic> topics, Map<Topic, String> marks) {
    return topics.stream()
        .map(topic -> marks.getOrDefault(topic, ""))
        .collect(Collectors.joining("."));
  }

  private boolean lookIfAnybodyDoes() {
    if (free.availablePermits() < MOST) {
      look();
    }
    return true;
  }

  @Override
  public void start() {
    loop = Loop.start("live pages", LOOK, this::lookIfAnybodyDoes);
  }

  /** Before the web server does: an open page holds up no shutdown. */
  @Override
  public void stop() {
    var running = loop;
    loop = null;
    if (running != null) {
      running.close();
    }
  }

  @Override
  public boolean isRunning() {
    return loop != null;
  }
}
