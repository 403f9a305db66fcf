package dev.cordee.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What all pages of the dashboard have in common, as a browser gets it. */
class DashboardIT {
  private static Cordee cordee;
  private static Api api;
  private static Api operator;
  private static Api viewer;
  private static Api client;

  @BeforeAll
  static void start() {
    cordee = Cordee.apiOnly(Keyring.SETTINGS);
    api = cordee.api();
    var keyring = new Keyring(api);
    operator = api.as(keyring.key("operator"));
    viewer = api.as(keyring.key("viewer"));
    client = api.as(keyring.client("alice"));
  }

  @AfterAll
  static void stop() {
    cordee.close();
  }

  @Test
  void thePagesAreForOperatorsAndViewers() {
    assertThat(operator.get("/").expect(200).body()).contains("<html", "(operator)");
    assertThat(viewer.get("/").expect(200).body()).contains("(viewer)");
    client.get("/").expectProblem(403, "forbidden");
    assertThat(api.get("/").expect(401).header("WWW-Authenticate")).isPresent();
  }

  @Test
  void aPageMayLoadNothingButItsOwnFilesAndThoseAreThere() {
    var page = viewer.get("/").expect(200);

    assertThat(page.header("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.header("Cache-Control")).hasValue("no-store");
    assertThat(page.body()).doesNotContain("style=", "onclick", "<style", "//cdn");
    var files =
        Pattern.compile("(?:src|href)=\"(/(?:ui/assets|webjars)/[^\"]+)\"").matcher(page.body());
    assertThat(files.results().map(found -> found.group(1)))
        .hasSizeGreaterThanOrEqualTo(4)
        .allSatisfy(
            file ->
                // nobody's key is needed for them, and their names tell their contents
                assertThat(api.get(file).expect(200).header("Cache-Control").orElseThrow())
                    .contains("max-age=31536000"));
  }

  @Test
  void whoPrefersFrenchGetsIt() {
    assertThat(viewer.get("/").body()).contains("lang=\"en\"", "What needs you first");
    var french =
        new Api(api.at("/"))
            .with("Authorization", "Bearer " + Keyring.VIEWER, "Accept-Language", "fr-CA,en;q=0.5");
    assertThat(french.get("/").expect(200).body())
        .contains("lang=\"fr\"", "Ce qui vous attend d&#39;abord");
    var chosen = viewer.get("/ui/preferences?language=fr&back=/ui/audit").expect(303);
    assertThat(chosen.header("Location")).hasValue("/ui/audit");
    assertThat(chosen.header("Set-Cookie").orElseThrow())
        .startsWith("cordee-language=fr")
        .contains("HttpOnly");
  }

  @Test
  void preferencesLeadToNoOtherHost() {
    for (var elsewhere :
        new String[] {"//evil.example", "https://evil.example/", "/\\evil.example"}) {
      assertThat(
              viewer
                  .get("/ui/preferences?theme=dark&back=" + elsewhere.replace("\\", "%5C"))
                  .expect(303)
                  .header("Location"))
          .as(elsewhere)
          .hasValue("/");
    }
  }

  @Test
  void aPageOfAnotherSitePressesNoButton() {
    for (var site : List.of("cross-site", "same-site")) {
      operator
          .with("Authorization", "Bearer " + Keyring.OPERATOR, "Sec-Fetch-Site", site)
          .submit("/ui/sales", "saleId", "Evil")
          .expectProblem(403, "cross-site");
    }
    assertThat(operator.get("/ui/audit").body()).doesNotContain("Evil");
  }

  @Test
  void aPageThatIsNotThereSaysSo() {
    assertThat(operator.get("/ui/nothing").status()).isEqualTo(404);
  }
}
