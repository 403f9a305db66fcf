package dev.cordee.web.overview;

import dev.cordee.web.dashboard.DashboardSettings;
import dev.cordee.web.dashboard.LiveMarks;
import dev.cordee.web.dashboard.Topic;
import dev.cordee.web.watch.Loop;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Looks at the parts once a second while somebody wants to know, and never otherwise. */
@Component
@Profile("api")
class Parts implements LiveMarks, SmartLifecycle {
  private static final Duration BEAT = Duration.ofSeconds(1);

  /** Pages that are open ask twice a second. */
  private static final Duration WANTED = Duration.ofSeconds(5);

  private static final Duration PROXY_LIMIT = Duration.ofSeconds(1);

  private final QueueReader reader;
  private final Optional<URI> proxy;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PROXY_LIMIT).build();
  private volatile PartsSnapshot last = PartsSnapshot.NONE;
  private volatile Instant wantedAt = Instant.EPOCH;
  private volatile @Nullable Loop loop;

  Parts(QueueReader reader, DashboardSettings settings) {
    this.reader = reader;
    this.proxy = Optional.of(settings.proxyHealth()).filter(u -> !u.isEmpty()).map(URI::create);
  }

  /** As of a few seconds ago at most. */
  PartsSnapshot snapshot() {
    wantedAt = Instant.now();
    var known = last;
    return isRecent(known) ? known : lookUnlessSomebodyDid();
  }

  private static boolean isRecent(PartsSnapshot seen) {
    return seen.at().plus(WANTED).isAfter(Instant.now());
  }

  private synchronized PartsSnapshot lookUnlessSomebodyDid() {
    return isRecent(last) ? last : look();
  }

  private synchronized PartsSnapshot look() {
    var begun = Instant.now();
    PartsSnapshot seen;
    try {
      var first = reader.read(TaskQueue.CHECKOUT);
      var took = Duration.between(begun, Instant.now());
      var others = Stream.of(TaskQueue.values()).filter(q -> q != TaskQueue.CHECKOUT);
      var queues = Stream.concat(Stream.of(first), others.map(reader::read)).toList();
      seen = new PartsSnapshot(Instant.now(), Optional.of(took), queues, proxyAnswers());
    } catch (StatusRuntimeException temporalDown) {
      seen = new PartsSnapshot(Instant.now(), Optional.empty(), List.of(), proxyAnswers());
    }
    last = seen;
    return seen;
  }

  private Optional<Boolean> proxyAnswers() {
    return proxy.map(this::answers);
  }

  private boolean answers(URI url) {
    try {
      var request = HttpRequest.newBuilder(url).timeout(PROXY_LIMIT).build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public Map<Topic, String> now() {
    wantedAt = Instant.now();
    return Map.of(Topic.PARTS, last.mark());
  }

  private boolean lookIfWanted() {
    if (wantedAt.plus(WANTED).isAfter(Instant.now())) {
      look();
    }
    return true;
  }

  @Override
  public void start() {
    loop = Loop.start("parts", BEAT, this::lookIfWanted);
  }

  @Override
  public void stop() {
    var running = loop;
    loop = null;
    if (running != null) {
      running.close();
    }
    http.shutdownNow();
  }

  @Override
  public boolean isRunning() {
    return loop != null;
  }
}
