package dev.cordee.web.rental;

import dev.cordee.web.dashboard.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** A rental's stays as a band of time, in inline SVG; where it is empty, it had no node. */
@Component
@Profile("api")
class StaysBand {
  private static final int WIDTH = 600;

  /** Wide enough for a node's number above it. */
  private static final double LABELLED = 24;

  /** The earlier ones are in the table only. */
  private static final int MOST_STAYS = 20;

  private final MessageSource words;
  private final Times times;

  StaysBand(MessageSource words, Times times) {
    this.words = words;
    this.times = times;
  }

  /** The time that is drawn. */
  private record Axis(Instant from, Instant to) {
    double x(Instant at) {
      var whole = Math.max(1, Duration.between(from, to).toMillis());
      var part = Duration.between(from, at).toMillis();
      return Math.clamp((double) part / whole, 0, 1) * WIDTH;
    }

    String bar(String kind, int y, int height, Instant begin, @Nullable Instant end) {
      var x = x(begin);
      return String.format(
          Locale.ROOT,
          "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
          kind,
          x,
          y,
          Math.max(1, x(Objects.requireNonNullElse(end, to)) - x),
          height);
    }
  }

  /**
   * Draws.
   *
   * @param until now, or when the rental ended
   */
  String svg(List<PlacementView> stays, Instant since, Instant until, Locale language) {
    var shown = stays.subList(Math.max(0, stays.size() - MOST_STAYS), stays.size());
    var from = shown.size() < stays.size() ? shown.getFirst().startedAt() : since;
    var axis = new Axis(from, until.isAfter(from) ? until : from.plusMillis(1));
    return """
    <svg class="chart" role="img" aria-label="%s" viewBox="0 0 %d 60">\
    <rect class="empty" x="0" y="16" width="%d" height="18"/>%s\
    <text x="0" y="56">%s</text><text x="%d" y="56" text-anchor="end">%s</text></svg>\
    """
        .formatted(
            HtmlUtils.htmlEscape(summary(shown, axis, language)),
            WIDTH,
            WIDTH,
            shown.stream().map(stay -> bars(stay, axis)).collect(Collectors.joining()),
            HtmlUtils.htmlEscape(times.of(axis.from())),
            WIDTH,
            HtmlUtils.htmlEscape(times.of(axis.to())));
  }

  private static String bars(PlacementView stay, Axis axis) {
    var active = stay.activeAt();
    var left = stay.leftAt();
    var made = active == null ? left : active;
    var bars = new StringBuilder(axis.bar("fill-busy", 16, 18, stay.startedAt(), made));
    if (active != null) {
      bars.append(axis.bar("fill-good", 16, 18, active, left));
    }
    if (left != null) {
      bars.append(axis.bar("fill-warn", 37, 5, left, stay.cleanedAt()));
    }
    return bars.append(label(stay, axis)).toString();
  }

  private static String label(PlacementView stay, Axis axis) {
    var x = axis.x(stay.startedAt());
    var width = axis.x(Objects.requireNonNullElse(stay.leftAt(), axis.to())) - x;
    return width < LABELLED
        ? ""
        : String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"12\">%s</text>", x, stay.nodeId());
  }

  private String summary(List<PlacementView> stays, Axis axis, Locale language) {
    var nodes = stays.stream().map(stay -> stay.nodeId().toString());
    return words.getMessage(
        "rentals.band.summary",
        new Object[] {
          times.of(axis.from()), times.of(axis.to()), nodes.collect(Collectors.joining(", "))
        },
        language);
  }
}
