package dev.cordee.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** One page of the dashboard, and whoever looks at it. */
final class Tab implements AutoCloseable {

  /** A change is to be seen this soon; the rest is the test's own reading of it. */
  static final Duration LIVE = Duration.ofSeconds(2);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
  private static final Set<String> SERIOUS = Set.of("serious", "critical");
  private static final Path PICTURES = Path.of("target", "screenshots");

  private final URI base;
  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private int clicks;

  Tab(URI base, BrowserContext context) {
    this.base = base;
    this.context = context;
    page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text() + " at " + message.location());
          }
        });
    page.onPageError(error -> complaints.add("script: " + error));
    page.onRequest(
        request -> {
          var url = request.url();
          if (!url.startsWith(base.toString()) && !url.startsWith("data:")) {
            complaints.add("asked another host: " + url);
          }
        });
  }

  Page page() {
    return page;
  }

  /** Goes to a page, and waits until it is live. */
  Tab go(String path) {
    page.navigate(base.resolve(path).toString());
    return this;
  }

  Tab awaitLive() {
    return expect(page.locator("#connection[data-state=live]"), PATIENCE);
  }

  Locator see(String text) {
    return page.getByText(text).first();
  }

  Locator link(String name) {
    return page.getByRole(
        AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile(name)));
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile(name)));
  }

  /** A click, which is counted. */
  Tab click(Locator target) {
    clicks++;
    target.click();
    return this;
  }

  int clicks() {
    return clicks;
  }

  Tab fill(String label, String text) {
    page.getByLabel(Pattern.compile(label)).first().fill(text);
    return this;
  }

  /** Waits until something is there. */
  Tab expect(Locator locator, Duration within) {
    PlaywrightAssertions.assertThat(locator)
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(within.toMillis()));
    return this;
  }

  /** Waits until something reads so. */
  Tab expectText(Locator locator, String pattern, Duration within) {
    PlaywrightAssertions.assertThat(locator)
        .containsText(
            Pattern.compile(pattern),
            new LocatorAssertions.ContainsTextOptions().setTimeout(within.toMillis()));
    return this;
  }

  /** Whether the page follows what happens; what has ended does not change any more. */
  boolean isLive() {
    return page.locator("turbo-stream-source").count() > 0;
  }

  /** What axe-core has to say against the page, of what keeps people out. */
  List<String> barriers() {
    return new AxeBuilder(page)
        .withTags(RULES).analyze().getViolations().stream()
            .filter(violation -> SERIOUS.contains(violation.getImpact()))
            .map(
                violation ->
                    violation.getId()
                        + ": "
                        + violation.getHelp()
                        + " "
                        + violation.getNodes().stream()
                            .map(node -> node.getHtml())
                            .limit(3)
                            .toList())
            .toList();
  }

  /** Whether one has to scroll sideways. */
  boolean isTooWide() {
    return (boolean)
        page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth + 1");
  }

  void picture(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
  }

  /** Nothing went wrong in the browser, and nobody else was asked. */
  void assertQuiet() {
    assertThat(complaints).as("said by the browser at %s", page.url()).isEmpty();
  }

  @Override
  public void close() {
    context.close();
  }
}
