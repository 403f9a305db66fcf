package dev.cordee.web.dashboard;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Remembers language and theme, in the browser. */
@Page
class PreferencePages {
  private static final Duration LONG = Duration.ofDays(365);

  @GetMapping("/ui/preferences")
  ResponseEntity<Void> prefer(
      @RequestParam(defaultValue = "") String language,
      @RequestParam(defaultValue = "") String theme,
      @RequestParam(defaultValue = "/") String back) {
    var answer = ResponseEntity.status(HttpStatus.SEE_OTHER).location(LocalPath.of(back));
    ViewerLocales.language(language)
        .map(Locale::getLanguage)
        .ifPresent(known -> keep(answer, ViewerLocales.LANGUAGE, known));
    Theme.of(theme).ifPresent(known -> keep(answer, Theme.COOKIE, known.word()));
    return answer.build();
  }

  private static void keep(ResponseEntity.BodyBuilder answer, String name, String value) {
    var cookie =
        ResponseCookie.from(name, value).path("/").httpOnly(true).sameSite("Lax").maxAge(LONG);
    answer.header(HttpHeaders.SET_COOKIE, cookie.build().toString());
  }

  /** A place on this very host; whoever names another ends up at the start. */
  private static final class LocalPath {
    private static final URI START = URI.create("/");

    static URI of(String text) {
      try {
        var uri = URI.create(text);
        var here = text.startsWith("/") && !text.startsWith("//") && uri.getHost() == null;
        return here && !text.contains("\\") ? uri : START;
      } catch (IllegalArgumentException e) {
        return START;
      }
    }
  }
}
