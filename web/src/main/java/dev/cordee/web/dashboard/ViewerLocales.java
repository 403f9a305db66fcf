package dev.cordee.web.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.SimpleTimeZoneAwareLocaleContext;
import org.springframework.web.servlet.LocaleContextResolver;
import org.springframework.web.util.WebUtils;

/**
 * The language and the time zone of who looks: as chosen, else as the browser says; English and the
 * server's zone when neither is known.
 */
final class ViewerLocales implements LocaleContextResolver {
  static final String LANGUAGE = "cordee-language";

  /** Set by the page's script: a browser tells its zone to nobody else. */
  static final String ZONE = "cordee-zone";

  /** The first is of who speaks neither. */
  static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.FRENCH);

  static Optional<Locale> language(String tag) {
    return LANGUAGES.stream().filter(known -> known.getLanguage().equals(tag)).findFirst();
  }

  @Override
  public Locale resolveLocale(HttpServletRequest request) {
    return cookie(request, LANGUAGE)
        .flatMap(ViewerLocales::language)
        .orElseGet(() -> ofBrowser(request));
  }

  private static Locale ofBrowser(HttpServletRequest request) {
    var accepted = request.getHeader("Accept-Language");
    try {
      var ranges =
          accepted == null ? List.<Locale.LanguageRange>of() : Locale.LanguageRange.parse(accepted);
      return Optional.ofNullable(Locale.lookup(ranges, LANGUAGES)).orElse(LANGUAGES.getFirst());
    } catch (IllegalArgumentException unreadable) {
      return LANGUAGES.getFirst();
    }
  }

  @Override
  public LocaleContext resolveLocaleContext(HttpServletRequest request) {
    return new SimpleTimeZoneAwareLocaleContext(resolveLocale(request), zone(request));
  }

  private static TimeZone zone(HttpServletRequest request) {
    try {
      return TimeZone.getTimeZone(cookie(request, ZONE).map(ZoneId::of).orElseThrow());
    } catch (DateTimeException | NoSuchElementException unknown) {
      return TimeZone.getDefault();
    }
  }

  private static Optional<String> cookie(HttpServletRequest request, String name) {
    return Optional.ofNullable(WebUtils.getCookie(request, name))
        .map(cookie -> cookie.getValue().replace("%2F", "/"));
  }

  @Override
  public void setLocale(
      HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
    throw new UnsupportedOperationException("see PreferencePages");
  }

  @Override
  public void setLocaleContext(
      HttpServletRequest request,
      @Nullable HttpServletResponse response,
      @Nullable LocaleContext context) {
    throw new UnsupportedOperationException("see PreferencePages");
  }
}
