package dev.cordee.system;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A real Chromium, in front of one Cordée. */
final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;
  private final URI base;

  /**
   * Starts it.
   *
   * @param base of the dashboard; a page that asks anybody else for something fails its test
   */
  Browser(URI base) {
    this.base = base;
    // the system's own browser: none is downloaded
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    chromium =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of(executable()))
                    .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
  }

  private static String executable() {
    return Objects.requireNonNull(
        System.getenv("CORDEE_CHROMIUM"), "CORDEE_CHROMIUM is not set: run by ./cordee test");
  }

  /** What somebody sits in front of. */
  record Seat(String locale, ColorScheme scheme, int width, int height) {
    static final Seat DESK = new Seat("en-GB", ColorScheme.LIGHT, 1280, 900);
    static final Seat BUREAU = new Seat("fr-FR", ColorScheme.DARK, 1280, 900);
    static final Seat PHONE = new Seat("en-GB", ColorScheme.DARK, 390, 844);
    static final Seat MOBILE = new Seat("fr-FR", ColorScheme.LIGHT, 320, 640);
  }

  /** Opens a tab of a person who has set nothing yet. */
  Tab open(Seat seat) {
    var context =
        chromium.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setLocale(seat.locale())
                .setColorScheme(seat.scheme())
                .setTimezoneId("Europe/Paris")
                .setViewportSize(seat.width(), seat.height()));
    context.setDefaultTimeout(PATIENCE.toMillis());
    return new Tab(base, context);
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }
}
