package dev.cordee.sandbox.azure;

import dev.cordee.sandbox.http.Json;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import tools.jackson.core.JacksonException;

/**
 * The file with the apps, their secrets included, the operations, and how far the clock is ahead:
 * without it, what has ended would be in progress again.
 */
final class AccountFile {
  private static final String NAME = "account.json";

  private final AccountFolder folder;
  private final MovableClock clock;

  AccountFile(AccountFolder folder, MovableClock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** What was written last; nothing at first. */
  Content read() {
    try {
      return folder.read(NAME).map(bytes -> Json.read(bytes, Content.class)).orElse(Content.NONE);
    } catch (JacksonException e) {
      throw folder.damaged(NAME, e);
    }
  }

  void write(Collection<App> apps, List<Operation> operations) {
    var content =
        new Content(clock.ahead().toMillis(), apps.stream().map(KeptApp::of).toList(), operations);
    folder.writeSecret(NAME, Json.bytes(content));
  }

  /** What the file holds. */
  record Content(long aheadMs, List<KeptApp> apps, List<Operation> operations) {
    static final Content NONE = new Content(0, List.of(), List.of());

    Duration ahead() {
      return Duration.ofMillis(aheadMs);
    }
  }
}
