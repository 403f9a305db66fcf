package dev.cordee.web.rental;

import dev.cordee.activities.rental.RentalRecord;
import dev.cordee.web.http.ProblemException;
import dev.cordee.web.watch.RowWatch;
import dev.cordee.workflows.rental.RentalId;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Streams of what becomes of rentals. Each tells where its rental stands, not every step on the
 * way: who was away for a while is told the latest, and whether the tenant has moved.
 */
@Component
@Profile("api")
final class RentalStreams {
  private static final int MOST = 500;

  /** Keeps proxies from closing a quiet stream, and finds out who is gone. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private static final Duration RECONNECT = Duration.ofSeconds(2);
  private static final Duration TOO_MANY = Duration.ofSeconds(30);
  private static final long NO_TIME_OUT = 0;

  private final RowWatch<RentalId, RentalRecord> watch;
  private final Semaphore free = new Semaphore(MOST);

  RentalStreams(RowWatch<RentalId, RentalRecord> watch) {
    this.watch = watch;
  }

  /**
   * Opens a stream, which ends with the rental.
   *
   * @throws ProblemException 503 when too many are open
   */
  SseEmitter open(RentalId rental, RentalNews known) {
    if (!free.tryAcquire()) {
      throw ProblemException.unavailable(MOST + " rentals are being followed already", TOO_MANY);
    }
    var stream = new SseEmitter(NO_TIME_OUT);
    var follower =
        Thread.ofVirtual().name("follow-" + rental).unstarted(() -> follow(rental, known, stream));
    stream.onCompletion(follower::interrupt);
    follower.start();
    return stream;
  }

  private void follow(RentalId rental, RentalNews known, SseEmitter stream) {
    try {
      stream.send(SseEmitter.event().reconnectTime(RECONNECT.toMillis()).comment("following"));
      var news = known;
      for (var isOver = false; !isOver; ) {
        var next = next(rental, news, stream);
        tell(next, news, stream);
        news = news.after(next);
        isOver = next.isOver();
      }
      stream.complete();
    } catch (CancellationException stopping) {
      stream.complete();
    } catch (IOException | IllegalStateException | InterruptedException clientGone) {
      // nobody is there to be told
    } catch (ExecutionException e) {
      stream.completeWithError(e);
    } finally {
      free.release();
    }
  }

  private RentalRecord next(RentalId rental, RentalNews news, SseEmitter stream)
      throws IOException, InterruptedException, ExecutionException {
    var change = watch.when(rental, news::isIn);
    try {
      return beating(change, stream);
    } finally {
      change.cancel(false);
    }
  }

  private static RentalRecord beating(CompletableFuture<RentalRecord> change, SseEmitter stream)
      throws IOException, InterruptedException, ExecutionException {
    while (true) {
      try {
        return change.get(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException quiet) {
        stream.send(SseEmitter.event().comment("nothing new"));
      }
    }
  }

  private static void tell(RentalRecord rental, RentalNews news, SseEmitter stream)
      throws IOException {
    var event = SseEmitter.event().name(news.name(rental));
    if (rental.lastEvent() > 0) {
      event.id(Long.toString(rental.lastEvent()));
    }
    stream.send(event.data(RentalView.of(rental), MediaType.APPLICATION_JSON));
  }
}
