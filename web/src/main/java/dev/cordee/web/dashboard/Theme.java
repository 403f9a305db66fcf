package dev.cordee.web.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.web.util.WebUtils;

/** Light or dark, or as the viewer's system is. */
enum Theme {
  SYSTEM,
  LIGHT,
  DARK;

  static final String COOKIE = "cordee-theme";

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Theme> of(String word) {
    return Stream.of(values()).filter(theme -> theme.word().equals(word)).findFirst();
  }

  static Theme of(HttpServletRequest request) {
    return Optional.ofNullable(WebUtils.getCookie(request, COOKIE))
        .flatMap(cookie -> of(cookie.getValue()))
        .orElse(SYSTEM);
  }
}
