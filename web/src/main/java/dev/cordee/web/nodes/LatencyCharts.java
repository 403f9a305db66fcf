package dev.cordee.web.nodes;

import dev.cordee.activities.fleet.NodeRecord.Seen;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** A node's latencies in words and as inline SVG, the newest at the right. */
@Component
@Profile("api")
class LatencyCharts {
  private static final double NANOS_PER_MILLI = 1_000_000;

  /** Of the upper edge, at least: what is quick should not look dramatic. */
  private static final Duration LOWEST_TOP = Duration.ofMillis(5);

  private static final Trace.Field SPARK = new Trace.Field(2, Seen.LOOKS_KEPT, 16);
  private static final Trace.Field LARGE = new Trace.Field(10, Seen.LOOKS_KEPT, 120);

  private final MessageSource words;

  LatencyCharts(MessageSource words) {
    this.words = words;
  }

  /** Such as 1.5 ms. */
  String words(Duration latency, Locale language) {
    return words.getMessage(
        "nodes.latency.value", new Object[] {latency.toNanos() / NANOS_PER_MILLI}, language);
  }

  /** What the chart shows, in a sentence. */
  String words(List<Optional<Duration>> looks, Locale language) {
    var answers = looks.stream().flatMap(Optional::stream).sorted().toList();
    if (answers.isEmpty()) {
      return words.getMessage("nodes.latency.none", new Object[] {looks.size()}, language);
    }
    return words.getMessage(
        "nodes.latency.summary",
        new Object[] {
          looks.size(),
          words(answers.getFirst(), language),
          words(answers.getLast(), language),
          looks.size() - answers.size()
        },
        language);
  }

  /** As small as a word. */
  String spark(List<Optional<Duration>> looks, Locale language) {
    var trace = Trace.of(looks, top(looks), SPARK);
    return svg("class=\"spark\" " + size(SPARK), words(looks, language), trace, "");
  }

  /** With a scale. */
  String chart(List<Optional<Duration>> looks, Locale language) {
    var top = top(looks);
    var trace = Trace.of(looks, top, LARGE);
    var scale = scale(words(top, language), LARGE);
    return svg("class=\"chart\" " + box(LARGE), words(looks, language), trace, scale);
  }

  private static String size(Trace.Field field) {
    return "width=\"%d\" height=\"%d\"".formatted(field.width(), field.height());
  }

  private static String box(Trace.Field field) {
    return "viewBox=\"0 0 %d %d\"".formatted(field.width(), field.height());
  }

  private static String scale(String top, Trace.Field field) {
    return """
    <path class="axis" d="M0 .5H%1$d M0 %2$dH%1$d"/><text x="2" y="12">%3$s</text>\
    """
        .formatted(field.width(), field.height(), HtmlUtils.htmlEscape(top));
  }

  private static String svg(String attributes, String words, Trace trace, String behind) {
    return """
    <svg %s role="img" aria-label="%s">%s\
    <path class="missed" d="%s"/><path class="line" d="%s"/></svg>\
    """
        .formatted(
            attributes, HtmlUtils.htmlEscape(words), behind, trace.misses(), trace.answers());
  }

  private static Duration top(List<Optional<Duration>> looks) {
    return looks.stream()
        .flatMap(Optional::stream)
        .filter(latency -> latency.compareTo(LOWEST_TOP) > 0)
        .max(Comparator.naturalOrder())
        .orElse(LOWEST_TOP);
  }
}
